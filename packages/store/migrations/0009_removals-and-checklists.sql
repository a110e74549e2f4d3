CREATE TABLE `erasure` (
	`id` text PRIMARY KEY NOT NULL,
	`deployment_id` text NOT NULL,
	`at` text NOT NULL,
	`run_id` text,
	`last_plan_id` text,
	`requested_by` text,
	`requested_at` text NOT NULL,
	`document` text NOT NULL,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `erasure_deployment_id_unique` ON `erasure` (`deployment_id`);--> statement-breakpoint
CREATE TABLE `checklist_tick` (
	`deployment_id` text NOT NULL,
	`instance` text NOT NULL,
	`item` text NOT NULL,
	`ticked_by` text,
	`ticked_at` text NOT NULL,
	PRIMARY KEY(`deployment_id`, `instance`, `item`),
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
DROP INDEX `plan_made_from`;--> statement-breakpoint
ALTER TABLE `plan` ADD `desired` text DEFAULT 'running' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `plan_made_from` ON `plan` (`deployment_id`,`digest`,`configuration_revision_id`,`environment_revision_id`,`desired`);--> statement-breakpoint
ALTER TABLE `deployment` ADD `removal` text;--> statement-breakpoint
ALTER TABLE `deployment` ADD `removed_at` text;