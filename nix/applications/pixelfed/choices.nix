# Options of Pixelfed that set several variables at once.
options: {
  OPEN_REGISTRATION = options.registrations == "open";
  # Applications are read only while registration is not open to everybody.
  INSTANCE_CUR_REG = options.registrations == "approval";
  CAPTCHA_ENABLED = options.captcha;
  CAPTCHA_ENABLED_ON_REGISTER = options.captcha;
  INSTANCE_CUR_REG_CAPTCHA = options.captcha;
  INSTANCE_REPORTS_EMAIL_ENABLED = options.reportEmails != [ ];
  INSTANCE_REPORTS_EMAIL_ADDRESSES =
    if options.reportEmails == [ ] then null else builtins.concatStringsSep "," options.reportEmails;
  # Otherwise values that the dashboard once stored would win over those set here.
  ENABLE_CONFIG_CACHE = false;
}
