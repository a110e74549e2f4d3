CREATE TRIGGER `erasure_not_updated` BEFORE UPDATE ON `erasure`
BEGIN
	SELECT RAISE(ABORT, 'the record of an erasure never changes');
END;
--> statement-breakpoint
CREATE TRIGGER `erasure_not_deleted` BEFORE DELETE ON `erasure`
BEGIN
	SELECT RAISE(ABORT, 'the record of an erasure is kept');
END;
