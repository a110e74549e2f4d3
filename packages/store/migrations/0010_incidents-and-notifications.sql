CREATE TABLE `contact` (
	`id` text PRIMARY KEY NOT NULL,
	`operator_id` text,
	`kind` text NOT NULL,
	`address` text NOT NULL,
	`created_by` text,
	`created_at` text NOT NULL,
	`code` text,
	`code_tries` integer NOT NULL,
	`code_expires_at` text,
	`tested_at` text,
	`verified_at` text,
	`last_sent_at` text,
	`failing_since` text,
	`disabled_at` text,
	`ciphertext` blob,
	FOREIGN KEY (`operator_id`) REFERENCES `operator`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `contact_operator` ON `contact` (`operator_id`);--> statement-breakpoint
CREATE TABLE `incident` (
	`id` text PRIMARY KEY NOT NULL,
	`deployment_id` text NOT NULL,
	`look` text NOT NULL,
	`code` text NOT NULL,
	`subject` text NOT NULL,
	`params` text NOT NULL,
	`turn` text NOT NULL,
	`severity` text NOT NULL,
	`state` text NOT NULL,
	`first_seen_at` text NOT NULL,
	`last_seen_at` text NOT NULL,
	`opened_at` text,
	`closed_at` text,
	`misses` integer NOT NULL,
	`reopenings` integer NOT NULL,
	`reopened_at` text,
	`told` text NOT NULL,
	`told_at` text,
	`plan_id` text,
	`run_id` text,
	`acknowledged_at` text,
	`acknowledged_by` text,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "incident_known_state" CHECK(state IN ('suspected', 'open', 'closed'))
);
--> statement-breakpoint
CREATE INDEX `incident_deployment` ON `incident` (`deployment_id`,`first_seen_at`);--> statement-breakpoint
CREATE INDEX `incident_state` ON `incident` (`state`);--> statement-breakpoint
CREATE UNIQUE INDEX `incident_present` ON `incident` (`deployment_id`,`look`,`code`,`subject`) WHERE state <> 'closed';--> statement-breakpoint
CREATE TABLE `mail_relay` (
	`number` integer PRIMARY KEY NOT NULL,
	`host` text NOT NULL,
	`port` integer NOT NULL,
	`security` text NOT NULL,
	`username` text,
	`ciphertext` blob,
	`sender` text NOT NULL,
	`updated_at` text NOT NULL,
	CONSTRAINT "mail_relay_one" CHECK(number = 1)
);
--> statement-breakpoint
CREATE TABLE `notification` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`kind` text NOT NULL,
	`type` text NOT NULL,
	`deployment_id` text,
	`incident_id` text,
	`run_id` text,
	`facts` text NOT NULL,
	`state` text NOT NULL,
	`since` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` text,
	`last_error` text,
	`held_back` integer NOT NULL,
	`bundled_into` text,
	`lease_owner` text,
	`lease_expires_at` text,
	`fencing` integer NOT NULL,
	`created_at` text NOT NULL,
	`finished_at` text,
	FOREIGN KEY (`contact_id`) REFERENCES `contact`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`incident_id`) REFERENCES `incident`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`run_id`) REFERENCES `run`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`bundled_into`) REFERENCES `notification`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `notification_due` ON `notification` (`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `notification_contact` ON `notification` (`contact_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `notification_incident` ON `notification` (`incident_id`);--> statement-breakpoint
CREATE INDEX `notification_bundle` ON `notification` (`bundled_into`);--> statement-breakpoint
CREATE TABLE `told_run` (
	`run_id` text NOT NULL,
	`stage` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`run_id`, `stage`),
	FOREIGN KEY (`run_id`) REFERENCES `run`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `told_run` (`run_id`, `stage`, `at`) SELECT `id`, 'over', `finished_at` FROM `run` WHERE `finished_at` IS NOT NULL;
