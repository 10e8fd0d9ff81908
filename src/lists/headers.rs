//! The tables of header names: what products and people call a column. A new name is one word in one line here.
//!
//! Names are written as the products write them, parted by ` · `, in the order of their right: within a field the
//! earlier name wins. Both sides are compared after [`normal`](super::names::normal).

use super::Field;
use super::names::{Key, Meaning};

/// Columns that can be the key, the surest first.
pub(crate) const KEYS: &[(Key, &str)] = &[
    (
        Key::Mail,
        "Email · E-mail · Email Address · E-Mail Address · EmailAddress · mail · Work Email · Email - Primary Work · \
         Work Contact: Work Email · Email Address [Required] · primaryEmail · emails[0].value · E-Mail-Adresse · \
         Adresse e-mail · Correo electrónico · E-mailadres · メールアドレス · Work E-mail · Business Email · \
         Company Email · Corporate Email · Primary Email · Primary Email Address · Email (Work) · Work Email Address · \
         Email address to invite [inviteeEmail] Required · PrimarySmtpAddress · \
         Primary SMTP Address · E-Mail (geschäftlich) · Geschäftliche E-Mail · Courriel · \
         Adresse électronique · E-mail professionnel · Dirección de correo electrónico · Correo · E-mail adres · \
         電子メール · Eメール · メール · E-Mail-Adressen",
    ),
    (
        Key::Owner,
        "owner_email · Owner Email · Owner E-mail · Owner Email Address · Account Owner Email · \
         E-Mail des Inhabers",
    ),
    (Key::Proxy, "Proxy addresses · proxyAddresses · Proxyadressen"),
    (
        Key::Principal,
        "userPrincipalName · User principal name · User name [userPrincipalName] Required · User Logon Name · \
         Benutzeranmeldename · Benutzerprinzipalname",
    ),
    (Key::Login, "userName · login · username · User Name"),
];

/// Columns that hold addresses which are never the key: private ones and those of other people.
pub(crate) const NEVER_KEYS: &str = "Recovery Email · Home Email · Home Secondary Email · Work Secondary Email · \
     Personal Email · secondEmail · alternateEmailAddress · authenticationEmail · Manager · Manager Email · \
     New Primary Email · New Primary Email [UPLOAD ONLY] · Data transfer to Email · Data transfer to Email (optional)";

/// Words that make any column of addresses one which is never the key, whatever stands beside them.
pub(crate) const NEVER_WORDS: &[&str] = &[
    "home",
    "private",
    "personal",
    "recovery",
    "secondary",
    "alternate",
    "alternative",
    "emergency",
    "manager",
    "managers",
    "supervisor",
    "supervisors",
    "assistant",
    "previous",
    "former",
    "old",
    "privat",
    "private",
    "persönliche",
    "vorgesetzte",
    "vorgesetzter",
    "privée",
    "personnel",
    "personnelle",
    "responsable",
    "particular",
    "jefe",
    "privé",
    "leidinggevende",
    "persoonlijk",
    "persoonlijke",
    "authentication",
    "transfer",
    "other",
    "backup",
    "parent",
    "parents",
    "guardian",
    "guardians",
    "spouse",
    "個人",
    "私用",
];

/// What columns of addresses are called, in names that are written in one word: `recoveryemail`, `privatmail`.
pub(crate) const ADDRESSES: &[&str] = &[
    "email",
    "emails",
    "mail",
    "mails",
    "emailaddress",
    "emailaddresses",
    "mailaddress",
    "emailadresse",
    "mailadresse",
    "mailadres",
    "emailadres",
    "contactemail",
    "contactmail",
    "メールアドレス",
    "メール",
    "電子メール",
];

/// What else a column can say.
pub(crate) const NAMES: &[(Field, Meaning, &str)] = &[
    (
        Field::Aliases,
        Meaning::Aliases,
        "Proxy addresses · proxyAddresses · Proxyadressen · aliases · Work Secondary Email · Alias · User principal name · \
         userPrincipalName · User Logon Name · Benutzerprinzipalname",
    ),
    (
        Field::FirstName,
        Meaning::Text,
        "First Name · FirstName · givenName · name.givenName · First Name [Required] · Legal Name - First Name · \
         Vorname · Prénom · Nombre · Voornaam · 名 · First name [givenName] · Legal First Name · Given Name · \
         Preferred First Name · Nombres · Voornamen",
    ),
    (
        Field::LastName,
        Meaning::Text,
        "Last Name · LastName · surname · sn · name.familyName · Last Name [Required] · Legal Name - Last Name · \
         Nachname · Nom · Apellidos · Achternaam · 姓 · Last name [surname] · Legal Last Name · Family Name · \
         Familienname · Nom de famille · Apellido",
    ),
    (
        Field::DisplayName,
        Meaning::Text,
        "Display Name · displayName · Name [displayName] Required · name.fullName · name · User Name · Worker · cn · \
         Full Name · Anzeigename · Nom complet · Nombre completo · Weergavenaam · 表示名 · 氏名 · name.formatted",
    ),
    (Field::LicenseType, Meaning::License, "User Type · Licenses · License Type · type · userType"),
    (
        Field::LicenseType,
        Meaning::License,
        "Lizenzen · Lizenztyp · Benutzertyp · Type de licence · Licences · Tipo de licencia · Licencias · \
         Licentietype · ライセンス · ユーザータイプ · Package",
    ),
    (
        Field::Status,
        Meaning::Status,
        "User Status · Status · Status [READ ONLY] · accountEnabled · Enabled · active",
    ),
    (
        Field::Status,
        Meaning::Inverted,
        "suspended · Block credential · Block sign in (Yes/No) [accountEnabled] Required",
    ),
    (Field::Status, Meaning::Deleted, "Soft deletion time stamp"),
    (Field::Status, Meaning::AccountControl, "userAccountControl"),
    (
        Field::Status,
        Meaning::Status,
        "Worker Status · Position Status · zmUserStatus · Statut · Estado · ステータス · Benutzerstatus · \
         Statut de l'utilisateur · Estado del usuario · Gebruikersstatus · ユーザーステータス",
    ),
    (
        Field::Department,
        Meaning::Text,
        "Department · dept · Abteilung · Service · Departamento · Afdeling · 部署 · Home Department Description · \
         Supervisory Organization · Department [department] · organizations.0.department · Département · 部門 · \
         urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department · \
         urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department",
    ),
    (
        Field::JobTitle,
        Meaning::Text,
        "Job Title · jobTitle · title · Employee Title · Business Title · Job Title Description · Position · Poste · \
         Cargo · Functie · 役職 · Job title [jobTitle] · organizations.0.title · Berufsbezeichnung · Stellenbezeichnung · \
         Fonction · Puesto · Functietitel",
    ),
    (
        Field::Manager,
        Meaning::Text,
        "Manager · Manager Email · Vorgesetzter · Vorgesetzte · Responsable · Jefe · Leidinggevende",
    ),
    (
        Field::UserGroup,
        Meaning::Text,
        "User Group · Benutzergruppe · IM Group · Org Unit Path [Required] · orgUnitPath · Groupe d'utilisateurs · \
         Grupo de usuarios · Gebruikersgroep · ユーザーグループ",
    ),
    (
        Field::Location,
        Meaning::Text,
        "Location · Office · officeLocation · Standort · physicalDeliveryOfficeName · \
         Office [physicalDeliveryOfficeName] · Lieu · Ubicación · Locatie · 場所 · 勤務地",
    ),
    (
        Field::EmployeeId,
        Meaning::Text,
        "Employee ID · Employee # · employeeNumber · employeeIdentifier · employee_unique_id · Associate ID · Matricule · \
         Employee Number · Personalnummer · Mitarbeiternummer · Personeelsnummer · Número de empleado · 社員番号 · \
         externalIds.0.value · urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber · \
         urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.employeeNumber",
    ),
    (
        Field::LastLogin,
        Meaning::Day,
        "Last Login(UTC) · Last Login · last_login_time · Last Sign In [READ ONLY] · lastLoginTime · LastLogonDate · \
         Last Login (UTC) · lastLogin · Letzte Anmeldung(UTC) · Letzte Anmeldung · Dernière connexion · \
         Último inicio de sesión · Laatste aanmelding · 最終ログイン",
    ),
    (
        Field::Created,
        Meaning::Day,
        "Creation Date · user_created_at · created_at · createdDateTime · When created · creationTime · whenCreated · \
         created · Erstellungsdatum · Date de création · Fecha de creación · Aanmaakdatum · 作成日",
    ),
    (
        Field::LoginType,
        Meaning::Login,
        "Login Type · login_types · Anmeldetyp · Type de connexion · ログインタイプ",
    ),
    (Field::Role, Meaning::Text, "Role · role_name"),
    (Field::Role, Meaning::RoleId, "role_id"),
    (Field::Role, Meaning::Text, "Rolle · Rôle · Rol · ロール · 役割"),
    (Field::AccountNumber, Meaning::Text, "account_number · Account No · Kontonummer"),
    (Field::AccountName, Meaning::Text, "account_name · Account · Kontoname"),
    (Field::AccountType, Meaning::Text, "account_type · Plan · Account Plan · Plan Type · Tarif"),
    (Field::UserCount, Meaning::Text, "user_count · Users · Number of Users · Total Users · seats"),
    (Field::ZoomRooms, Meaning::Text, "zoom_rooms · Rooms · Number of Zoom Rooms"),
    (Field::ZoomPhone, Meaning::Text, "zoom_phone · Extension Number"),
    (
        Field::Owner,
        Meaning::Text,
        "owner_email · Owner Email · Owner E-mail · Owner Email Address · Account Owner Email · Owner · Account Owner · \
         E-Mail des Inhabers · Inhaber",
    ),
    (Field::Cluster, Meaning::Text, "cluster"),
    (Field::VanityUrl, Meaning::Text, "vanity_url"),
    (Field::Pmi, Meaning::Text, "PMI"),
];

/// What the columns of a file of counts for each domain are called: the domain, the people in the account, those
/// outside it, and the day.
pub(crate) const COUNTS: [&str; 4] = [
    "Domain · Domain name · Associated domain · Managed domain · Email domain · E-mail domain · Domäne · Domain-Name · \
     Domaine · Dominio · Domein · ドメイン",
    "Inside · In account · In your account · Users in your account · Users in account · Users inside your account · \
     Inside users · Users inside · Inside account · Inside your account · Consolidated · Consolidated users · \
     Users consolidated · innerhalb · Innen · Im Konto · Benutzer im Konto · Benutzer in Ihrem Konto · \
     Nutzer im Konto · Innerhalb des Kontos · Konsolidiert · Utilisateurs dans votre compte · Dans le compte · \
     Usuarios en su cuenta · En la cuenta · Binnen het account",
    "Outside · Not in account · Not in your account · Users outside your account · Users not in your account · \
     Users outside account · Users not in account · Outside users · Users outside · Outside account · \
     Outside your account · Not consolidated · Non-consolidated · Unconsolidated · Users not consolidated · außerhalb · \
     ausserhalb · Außen · Nicht im Konto · Benutzer nicht im Konto · Benutzer außerhalb des Kontos · \
     Benutzer außerhalb Ihres Kontos · Nutzer außerhalb des Kontos · Außerhalb des Kontos · Nicht konsolidiert · \
     Utilisateurs hors de votre compte · Hors du compte · Usuarios fuera de su cuenta · Fuera de la cuenta · \
     Buiten het account",
    "Date · Read on · As of · Day · Reading date · Datum · Stand · Stichtag · Gelesen am · Fecha · 日付",
];
