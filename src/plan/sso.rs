//! Single sign-on, the people who can get in without it, and the settings that will change.

use super::field::{ask, choice};
use super::words::{part, words};
use super::{Day, Field, Kind, Percent};

words! {
    /// Identity providers with a documented integration (fact SUB-15).
    Provider {
        Undecided = "undecided", "not decided";
        Auth0 = "auth0", "auth0";
        Entra = "entra", "Microsoft Entra (Azure)";
        Adfs = "adfs", "AD FS";
        Clever = "clever", "Clever";
        CyberArk = "cyberark", "CyberArk";
        Duo = "duo", "Duo";
        JumpCloud = "jumpcloud", "JumpCloud";
        MiniOrange = "miniorange", "miniOrange";
        Okta = "okta", "Okta";
        OneLogin = "onelogin", "OneLogin";
        Ping = "ping", "Ping Identity";
        Shibboleth = "shibboleth", "Shibboleth";
        Other = "other", "another SAML 2.0 provider";
    }
}

words! {
    /// When an SSO sign-in is made for a person (fact SSO-3).
    Provisioning {
        Undecided = "undecided", "not decided";
        AtSignIn = "at-sign-in", "at sign-in";
        Before = "prior-to-sign-in", "prior to sign-in (locks outside people out)";
    }
}

part! {
    /// Single sign-on for the domains.
    Sso {
        /// The identity provider.
        provider: Provider,
        /// When sign-ins are made.
        provisioning: Provisioning,
        /// The label of the directory list whose people are to be provisioned; empty means the newest (fact SSO-3).
        assigned_list: String,
        /// The rate to reach before SSO is enforced; 75 for companies while unanswered (fact SSO-1).
        target: Option<Percent>,
        /// Why this target; needed for education (fact SSO-2).
        target_reason: String,
        /// When the vanity URL was approved (fact Z-14).
        vanity_approved_on: Option<Day>,
        /// When SSO was configured and tested.
        configured_on: Option<Day>,
        /// When these settings were last looked at in the portal.
        checked_on: Option<Day>,
        /// The day SSO is to be enforced.
        enforce_on: Option<Day>,
        /// The day it was enforced.
        enforced_on: Option<Day>,
        /// When SCIM was switched on (fact DOM-7).
        scim_on: Option<Day>,
        /// Anything worth remembering.
        note: String,
    }
}

impl Sso {
    /// The questions about single sign-on.
    pub const FIELDS: &'static [Field<Sso>] = &[
        choice!(provider: Provider, "Identity provider", "Where your people sign in.").required().fact("SUB-15"),
        choice!(provisioning: Provisioning, "Provisioning", "Choose at sign-in: the other way locks out people who have an account elsewhere.")
            .required()
            .fact("SSO-3"),
        ask!(Text, assigned_list, "Who gets a sign-in", "The label of the directory list that says who is provisioned. Empty means the newest.")
            .fact("SSO-3"),
        ask!(Percent, target, "Target in %", "The share to reach before SSO is enforced. Empty means 75 for a company.")
            .fact("SSO-1"),
        ask!(Text, target_reason, "Why this target", "Needed when it is not 75, and always for education.").fact("SSO-2"),
        ask!(Date, vanity_approved_on, "Vanity URL approved", "The day Zoom approved it.").required().fact("Z-14"),
        ask!(Date, configured_on, "SSO configured", "The day SSO was set up and tested, not enforced.")
            .required()
            .fact("Z-14"),
        ask!(Date, checked_on, "Settings looked at", "The day you last saw these settings in the portal. After 7 days it counts as stale.")
            .fact("SSO-4"),
        ask!(Date, enforce_on, "To be enforced on", "The day you plan for.").fact("SSO-4"),
        ask!(Date, enforced_on, "Enforced on", "The day it was done.").fact("SSO-5"),
        ask!(Date, scim_on, "SCIM switched on", "The day accounts began to follow the identity provider by themselves, if they do.")
            .fact("DOM-7"),
        ask!(Text, note, "Notes", "Anything worth remembering.").kind(Kind::Text),
    ];
}

part! {
    /// Somebody who can sign in when SSO does not work (fact Z-7).
    BreakGlass {
        /// Stable key of the entry.
        id: String,
        /// Name.
        name: String,
        /// Address.
        email: String,
        /// Whether they are a member of the main account.
        member: Option<bool>,
        /// Whether a password is set.
        password_set: Option<bool>,
        /// Whether a second factor is set.
        second_factor: Option<bool>,
        /// When the way in was last tried.
        tested_on: Option<Day>,
        /// Whether automatic removal leaves them alone.
        kept_from_removal: Option<bool>,
        /// Anything worth remembering.
        note: String,
    }
}

impl BreakGlass {
    /// Returns whether this person could really get in: a member with password and second factor, tried out.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.member == Some(true)
            && self.password_set == Some(true)
            && self.second_factor == Some(true)
            && self.tested_on.is_some()
    }

    /// The questions about a break-glass person.
    pub const FIELDS: &'static [Field<BreakGlass>] = &[
        ask!(Text, name, "Name", "Who it is.").required().fact("Z-7"),
        ask!(Text, email, "E-mail", "The address in the main account.")
            .kind(Kind::Email)
            .required()
            .fact("Z-7"),
        ask!(
            YesNo,
            member,
            "Is a member",
            "Only users of the account are reported to be let past, so they must be in it."
        )
        .required()
        .fact("Z-7"),
        ask!(YesNo, password_set, "Password set", "They sign in without SSO, so they need one.")
            .required()
            .fact("Z-7"),
        ask!(
            YesNo,
            second_factor,
            "Second factor set",
            "A password alone is not enough for an administrator."
        )
        .required()
        .fact("Z-7"),
        ask!(Date, tested_on, "Tested on", "The day they really signed in this way.")
            .required()
            .fact("Z-7-TWO"),
        ask!(
            YesNo,
            kept_from_removal,
            "Kept out of removal",
            "Whether the identity provider's automatic removal of users leaves this person alone."
        )
        .fact("Z-7"),
        ask!(Text, note, "Notes", "Anything worth remembering."),
    ];
}

words! {
    /// Whether a change will be noticed here.
    Applies {
        Unknown = "unknown", "not decided";
        Yes = "applies", "applies";
        No = "does-not-apply", "does not apply";
    }
}

part! {
    /// One settings change people may notice (fact TEC-2); its id is the guide's.
    Change {
        /// Stable key of the entry: the guide's id of the change.
        id: String,
        /// Whether it applies here.
        applies: Applies,
        /// What it means here.
        note: String,
    }
}

impl Change {
    /// The questions about a settings change.
    pub const FIELDS: &'static [Field<Change>] = &[
        choice!(applies: Applies, "Applies", "Whether your people will notice this change.")
            .required()
            .fact("TEC-2"),
        ask!(Text, note, "Notes", "What it means here. It helps whoever writes the messages.")
            .kind(Kind::Text),
    ];
}
