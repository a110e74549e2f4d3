CREATE TRIGGER `audit_event_not_updated` BEFORE UPDATE ON `audit_event`
BEGIN
	SELECT RAISE(ABORT, 'the audit log is only added to');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_event_not_deleted` BEFORE DELETE ON `audit_event`
BEGIN
	SELECT RAISE(ABORT, 'the audit log is only added to');
END;
