CREATE TABLE `errand` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`environment_id` text,
	`deployment_id` text,
	`subject` text NOT NULL,
	`input` text NOT NULL,
	`requested_by` text,
	`state` text NOT NULL,
	`worker_id` text,
	`result` text,
	`problem` text,
	`created_at` text NOT NULL,
	`deadline_at` text NOT NULL,
	`finished_at` text,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`environment_id`) REFERENCES `environment`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `errand_open` ON `errand` (`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `errand_environment` ON `errand` (`environment_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `errand_expires` ON `errand` (`expires_at`);