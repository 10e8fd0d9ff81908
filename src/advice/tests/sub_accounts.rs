//! What answers about sub-accounts bring about; the tests of `checks` go through it.

/// A finding's id and the answers that bring it about in a project in order.
pub(super) const BY_ANSWERS: &[(&str, &[(&str, &str)])] = &[
    (
        "sub_accounts/owner-known/sub-account-1",
        &[("sub_accounts/sub-account-1/owner_email", "Ana@northwind.example")],
    ),
    (
        "sub_accounts/owner-twice/sub-account-2",
        &[
            ("sub_accounts/sub-account-1/owner_email", "new@northwind.example"),
            ("sub_accounts/sub-account-2/owner_email", "new@northwind.example"),
        ],
    ),
    ("sub_accounts/vanity-name/sub-account-1", &[("sub_accounts/sub-account-1/vanity_url", "nwh.zoom.us")]),
    (
        "sub_accounts/vanity-taken/sub-account-1",
        &[("sub_accounts/sub-account-1/vanity_url", "https://Northwind.zoom.us")],
    ),
    (
        "sub_accounts/sso-mapping/sub-account-1",
        &[
            ("sub_accounts/sub-account-1/sso", "master"),
            ("sub_accounts/sub-account-1/more_than_meetings", "yes"),
        ],
    ),
    (
        "sub_accounts/sso-plan/sub-account-1",
        &[("sub_accounts/sub-account-1/sso", "own"), ("sub_accounts/sub-account-1/plan", "pro")],
    ),
    ("sub_accounts/sso-vanity/sub-account-1", &[("sub_accounts/sub-account-1/sso", "own")]),
    (
        "sub_accounts/add-way/sub-account-1",
        &[("sub_accounts/sub-account-1/sso", "own"), ("sub_accounts/sub-account-1/add_by", "mapping")],
    ),
    (
        "sub_accounts/add-way/sub-account-1",
        &[
            ("sub_accounts/sub-account-1/sso", "master"),
            ("sub_accounts/sub-account-1/add_by", "provisioning"),
        ],
    ),
    ("sub_accounts/add-way/sub-account-1", &[("sub_accounts/sub-account-1/add_by", "domain")]),
    ("sub_accounts/people/sub-account-1", &[("sub_accounts/sub-account-1/people", "standing:lost")]),
    (
        "sub_accounts/other-people/sub-account-1",
        &[
            ("sub_accounts/sub-account-1/name", "Health"),
            ("sub_accounts/sub-account-1/people", "dept:clinic"),
            ("populations/population-1/title", "Health"),
            ("populations/population-1/tool", "sub-account"),
            ("populations/population-1/filter", "dept:health"),
        ],
    ),
    (
        "sub_accounts/ticket-over/sub-account-1",
        &[
            ("sub_accounts/sub-account-1/add_by", "ticket"),
            ("sub_accounts/sub-account-1/move_on", "2026-11-10"),
        ],
    ),
    (
        "sub_accounts/ticket-soon/sub-account-1",
        &[
            ("sub_accounts/sub-account-1/add_by", "ticket"),
            ("sub_accounts/sub-account-1/move_on", "2026-11-27"),
        ],
    ),
    ("sub_accounts/settings/sub-account-1", &[("sub_accounts/sub-account-1/created_on", "2026-11-20")]),
    (
        "sub_accounts/ticket-window/sub-account-1",
        &[
            ("sub_accounts/sub-account-1/add_by", "ticket"),
            ("sub_accounts/sub-account-1/move_on", "2026-12-02"),
        ],
    ),
    (
        "sub_accounts/ticket-window/sub-account-1",
        &[
            ("sub_accounts/sub-account-1/add_by", "ticket"),
            ("sub_accounts/sub-account-1/move_on", "2026-12-01"),
        ],
    ),
    (
        "sub_accounts/ticket-notice/sub-account-1",
        &[
            ("sub_accounts/sub-account-1/add_by", "ticket"),
            ("sub_accounts/sub-account-1/move_on", "2026-11-23"),
        ],
    ),
    (
        "sub_accounts/ticket-notice/sub-account-1",
        &[
            ("sub_accounts/sub-account-1/add_by", "ticket"),
            ("sub_accounts/sub-account-1/ticket_on", "2026-11-20"),
            ("sub_accounts/sub-account-1/move_on", "2026-11-23"),
        ],
    ),
    (
        "sub_accounts/ticket-answer/sub-account-1",
        &[
            ("sub_accounts/sub-account-1/add_by", "ticket"),
            ("sub_accounts/sub-account-1/ticket_on", "2026-11-17"),
        ],
    ),
    (
        "sub_accounts/ticket-other-side/sub-account-1",
        &[
            ("sub_accounts/sub-account-1/add_by", "ticket"),
            ("sub_accounts/sub-account-1/from_foreign", "yes"),
        ],
    ),
];
