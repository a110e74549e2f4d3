# Options of Mastodon and the environment variables that they become. Upstream's names: docs, admin/config.
let
  secondsOfDays = to: {
    inherit to;
    by = days: days * 86400;
  };
  # No entries: the variable is not set at all.
  joinedBy = separator: to: {
    inherit to;
    by = list: if list == [ ] then null else builtins.concatStringsSep separator list;
  };
in
{
  defaultLanguage = "DEFAULT_LOCALE";
  forceDefaultLanguage = "FORCE_DEFAULT_LOCALE";
  keepRegistrationsOpen = "DISABLE_AUTOMATIC_SWITCHING_TO_APPROVED_REGISTRATIONS";
  hcaptchaSiteKey = "HCAPTCHA_SITE_KEY";
  authorizedFetch = "AUTHORIZED_FETCH";
  limitedFederation = "LIMITED_FEDERATION_MODE";
  singleUser = "SINGLE_USER_MODE";
  signInToRead = "DISALLOW_UNAUTHENTICATED_API_ACCESS";
  homeFeedDays = "USER_ACTIVE_DAYS";
  sessionsMax = "MAX_SESSION_ACTIVATIONS";
  followsMax = "MAX_FOLLOWS_THRESHOLD";
  followsRatio = "MAX_FOLLOWS_RATIO";
  deeplPlan = "DEEPL_PLAN";
  libreTranslateUrl = "LIBRE_TRANSLATE_ENDPOINT";
  onlyExternalSignIn = "OMNIAUTH_ONLY";
  oneClickSignIn = "ONE_CLICK_SSO_LOGIN";
  oidcEnabled = "OIDC_ENABLED";
  oidcDisplayName = "OIDC_DISPLAY_NAME";
  oidcIssuer = "OIDC_ISSUER";
  oidcClientId = "OIDC_CLIENT_ID";
  oidcDiscovery = "OIDC_DISCOVERY";
  oidcAuthEndpoint = "OIDC_AUTH_ENDPOINT";
  oidcTokenEndpoint = "OIDC_TOKEN_ENDPOINT";
  oidcUserInfoEndpoint = "OIDC_USER_INFO_ENDPOINT";
  oidcJwksUri = "OIDC_JWKS_URI";
  oidcScope = "OIDC_SCOPE";
  oidcUidField = "OIDC_UID_FIELD";
  oidcUsePkce = "OIDC_USE_PKCE";
  oidcAssumeEmailVerified = "OIDC_SECURITY_ASSUME_EMAIL_IS_VERIFIED";
  ldapEnabled = "LDAP_ENABLED";
  ldapHost = "LDAP_HOST";
  ldapPort = "LDAP_PORT";
  ldapMethod = "LDAP_METHOD";
  ldapBase = "LDAP_BASE";
  ldapBindDn = "LDAP_BIND_DN";
  ldapUid = "LDAP_UID";
  ldapMail = "LDAP_MAIL";
  ldapSearchFilter = "LDAP_SEARCH_FILTER";
  ldapUidConversion = "LDAP_UID_CONVERSION_ENABLED";
  samlEnabled = "SAML_ENABLED";
  samlDisplayName = "SAML_DISPLAY_NAME";
  samlIssuer = "SAML_ISSUER";
  samlIdpUrl = "SAML_IDP_SSO_TARGET_URL";
  samlIdpCertificate = "SAML_IDP_CERT";
  samlIdpFingerprint = "SAML_IDP_CERT_FINGERPRINT";
  samlNameIdFormat = "SAML_NAME_IDENTIFIER_FORMAT";
  samlUidAttribute = "SAML_UID_ATTRIBUTE";
  samlAttributeUid = "SAML_ATTRIBUTES_STATEMENTS_UID";
  samlAttributeEmail = "SAML_ATTRIBUTES_STATEMENTS_EMAIL";
  samlAttributeFullName = "SAML_ATTRIBUTES_STATEMENTS_FULL_NAME";
  samlWantSigned = "SAML_SECURITY_WANT_ASSERTION_SIGNED";
  samlAssumeEmailVerified = "SAML_SECURITY_ASSUME_EMAIL_IS_VERIFIED";
  casEnabled = "CAS_ENABLED";
  casDisplayName = "CAS_DISPLAY_NAME";
  casUrl = "CAS_URL";
  casValidatePath = "CAS_VALIDATE_URL";
  casLoginPath = "CAS_LOGIN_URL";
  casLogoutPath = "CAS_LOGOUT_URL";
  casUidField = "CAS_UID_FIELD";
  casUidKey = "CAS_UID_KEY";
  casNameKey = "CAS_NAME_KEY";
  casEmailKey = "CAS_EMAIL_KEY";
  casAssumeEmailVerified = "CAS_SECURITY_ASSUME_EMAIL_IS_VERIFIED";
  logLevel = "RAILS_LOG_LEVEL";

  ipRetentionDays = secondsOfDays "IP_RETENTION_PERIOD";
  sessionRetentionDays = secondsOfDays "SESSION_RETENTION_PERIOD";
  emailDomainsAllowed = joinedBy "|" "EMAIL_DOMAIN_ALLOWLIST";
  alternateDomains = joinedBy "," "ALTERNATE_DOMAINS";
  updateCheck = {
    to = "UPDATE_CHECK_URL";
    # Nothing is asked when there is no address to ask.
    by = check: if check then "https://api.joinmastodon.org/update-check" else "";
  };
}
