PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_deployment` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`operator_id` text NOT NULL,
	`environment_id` text NOT NULL,
	`draft` text NOT NULL,
	`draft_etag` text NOT NULL,
	`draft_updated_by` text,
	`draft_updated_at` text NOT NULL,
	`staged_revision_id` text,
	`target_plan_id` text,
	`target_run_id` text,
	`deployed_plan_id` text,
	`desired` text DEFAULT 'running' NOT NULL,
	`created_by` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operator`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`environment_id`) REFERENCES `environment`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "deployment_desired" CHECK(desired IN ('running', 'suspended', 'removed'))
);
--> statement-breakpoint
INSERT INTO `__new_deployment`("id", "slug", "title", "operator_id", "environment_id", "draft", "draft_etag", "draft_updated_by", "draft_updated_at", "staged_revision_id", "target_plan_id", "target_run_id", "deployed_plan_id", "desired", "created_by", "created_at") SELECT "id", "slug", "title", "operator_id", "environment_id", "draft", "draft_etag", "draft_updated_by", "draft_updated_at", "staged_revision_id", "target_plan_id", "target_run_id", "deployed_plan_id", "desired", "created_by", "created_at" FROM `deployment`;--> statement-breakpoint
DROP TABLE `deployment`;--> statement-breakpoint
ALTER TABLE `__new_deployment` RENAME TO `deployment`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `deployment_slug_unique` ON `deployment` (`slug`);--> statement-breakpoint
CREATE INDEX `deployment_operator` ON `deployment` (`operator_id`);--> statement-breakpoint
CREATE INDEX `deployment_environment` ON `deployment` (`environment_id`);