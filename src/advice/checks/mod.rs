//! The checks: each looks for one kind of thing and says what it found. A new check is a function and its line
//! in [`CHECKS`].
//!
//! Gates are not checked here; their unmet conditions become findings of their own (`advice/gates`).

mod cases;
mod cloudlink;
mod dates;
mod domains;
mod drafts;
mod execution;
mod licences;
mod lists;
mod messages;
mod ownership;
mod pace;
mod people;
mod populations;
mod providers;
mod release;
mod same;
mod sso;
mod subaccounts;

use super::Finding;
use super::situation::Situation;

pub(super) use drafts::parts_are_answered;
pub use drafts::unknown_key_findings;
pub(super) use people::alias_users;

/// Looks for one kind of thing.
pub(super) type Check = fn(&Situation) -> Vec<Finding>;

/// Every check, in the order of the phases.
pub(super) const CHECKS: &[Check] = &[
    drafts::are_understood,
    drafts::entries_have_keys,
    domains::names_are_domains,
    domains::are_listed_once,
    domains::sub_domains_stand_apart,
    domains::are_verified,
    ownership::states_are_followed,
    ownership::profile_is_checked,
    domains::have_a_day,
    domains::wait_long_enough,
    super::forced::nobody_is_stuck_alone,
    super::forced::holidays_are_short,
    domains::options_have_consequences,
    release::may_be_asked_for,
    release::statements_hold,
    release::each_domain_is_signed,
    release::list_is_imported,
    domains::readings_belong_to_a_domain,
    lists::are_there,
    lists::are_enough,
    lists::are_fresh,
    lists::readings_are_fresh,
    lists::were_taken_whole,
    lists::agree_with_readings,
    cases::have_an_owner,
    cases::are_on_time,
    cases::go_step_by_step,
    cases::are_done_before_people_are_asked,
    cases::numbers_have_time_to_move,
    cases::belong_somewhere,
    cases::are_open_where_needed,
    cases::accounts_are_known,
    cloudlink::conditions_are_met,
    cloudlink::addresses_can_be_compared,
    people::invitations_last,
    people::are_employees,
    people::are_on_our_domains,
    same::are_decided,
    same::pairs_are_two_addresses,
    people::stay_out_for_a_reason,
    people::groups_hold_somebody,
    people::have_a_wave_that_exists,
    people::pay_for_two,
    people::are_invited_singly,
    licences::are_known,
    populations::have_a_tool,
    populations::filters_are_understood,
    populations::agree_with_the_plan,
    populations::tools_do_what_is_meant,
    licences::are_enough,
    licences::are_not_far_too_many,
    licences::agree_with_the_members,
    licences::are_ready_before_the_invitation,
    licences::sub_accounts_get_what_is_there,
    subaccounts::owners_are_new,
    subaccounts::vanity_urls_can_be_had,
    subaccounts::sign_in_can_do_what_it_is_to_do,
    subaccounts::settings_are_repeated,
    subaccounts::people_are_understood,
    subaccounts::people_are_whom_it_is_for,
    subaccounts::tickets_can_be_kept,
    sso::target_has_a_reason,
    sso::day_is_late_enough,
    pace::reaches_the_target_in_time,
    sso::people_are_ready,
    sso::break_glass_people_can_get_in,
    sso::break_glass_people_stay,
    sso::assigned_list_is_there,
    sso::executives_go_first,
    sso::changes_are_decided,
    messages::exist,
    messages::have_the_six_elements,
    messages::have_a_day,
    messages::are_on_time,
    messages::are_approved,
    messages::reach_somebody,
    messages::tell_the_changes,
    execution::waves_are_on_time,
    execution::waves_reach_somebody,
    execution::waves_hold_cases_back,
    execution::tasks_are_on_time,
    execution::tasks_wait_for_tasks,
    execution::tasks_do_not_wait_in_a_circle,
    execution::overrides_are_whole,
    dates::are_in_order,
    dates::have_come,
    dates::fit_together,
    dates::of_steps_have_come,
];
