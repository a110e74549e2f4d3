CREATE TABLE `machine_token` (
	`deployment_id` text NOT NULL,
	`machine` text NOT NULL,
	`digest` text NOT NULL,
	`created_at` text NOT NULL,
	PRIMARY KEY(`deployment_id`, `machine`),
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `pull_report` (
	`deployment_id` text NOT NULL,
	`machine` text NOT NULL,
	`commit` text NOT NULL,
	`generation` integer,
	`system` text,
	`status` text NOT NULL,
	`error` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`deployment_id`, `machine`),
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "pull_report_status" CHECK(status IN ('running', 'failed'))
);
