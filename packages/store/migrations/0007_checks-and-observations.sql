CREATE TABLE `check` (
	`deployment_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`plan_id` text NOT NULL,
	`outcome` text NOT NULL,
	`since` text NOT NULL,
	`consecutive` integer NOT NULL,
	`failures` integer NOT NULL,
	`next_at` text NOT NULL,
	`lease_owner` text,
	`lease_expires_at` text,
	`fencing` integer NOT NULL,
	`last_at` text,
	`result` text,
	PRIMARY KEY(`deployment_id`, `kind`, `subject`),
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "check_outcome" CHECK(outcome IN ('unknown', 'healthy', 'degraded', 'down'))
);
--> statement-breakpoint
CREATE INDEX `check_due` ON `check` (`next_at`);--> statement-breakpoint
CREATE TABLE `checked_plan` (
	`deployment_id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `observation` (
	`series_id` integer NOT NULL,
	`at` integer NOT NULL,
	`value` real NOT NULL,
	PRIMARY KEY(`series_id`, `at`),
	FOREIGN KEY (`series_id`) REFERENCES `observation_series`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `observation_hour` (
	`series_id` integer NOT NULL,
	`hour` integer NOT NULL,
	`sum` real NOT NULL,
	`number` integer NOT NULL,
	PRIMARY KEY(`series_id`, `hour`),
	FOREIGN KEY (`series_id`) REFERENCES `observation_series`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `observation_series` (
	`id` integer PRIMARY KEY NOT NULL,
	`deployment_id` text NOT NULL,
	`subject` text NOT NULL,
	`metric` text NOT NULL,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `observation_series_of` ON `observation_series` (`deployment_id`,`subject`,`metric`);