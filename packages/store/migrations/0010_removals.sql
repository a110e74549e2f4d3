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
CREATE UNIQUE INDEX `erasure_deployment_id_unique` ON `erasure` (`deployment_id`);