CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer DEFAULT (cast(unixepoch('subsecond') * 1000 as integer)) NOT NULL,
	`updated_at` integer DEFAULT (cast(unixepoch('subsecond') * 1000 as integer)) NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `rate_limit` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`count` integer NOT NULL,
	`last_request` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rate_limit_key_unique` ON `rate_limit` (`key`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL,
	`token` text NOT NULL,
	`created_at` integer DEFAULT (cast(unixepoch('subsecond') * 1000 as integer)) NOT NULL,
	`updated_at` integer DEFAULT (cast(unixepoch('subsecond') * 1000 as integer)) NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`user_id` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`username` text,
	`display_username` text,
	`role` text DEFAULT 'operator' NOT NULL,
	`disabled_at` integer,
	`created_at` integer DEFAULT (cast(unixepoch('subsecond') * 1000 as integer)) NOT NULL,
	`updated_at` integer DEFAULT (cast(unixepoch('subsecond') * 1000 as integer)) NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `user_username_unique` ON `user` (`username`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer DEFAULT (cast(unixepoch('subsecond') * 1000 as integer)) NOT NULL,
	`updated_at` integer DEFAULT (cast(unixepoch('subsecond') * 1000 as integer)) NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verification_identifier` ON `verification` (`identifier`);--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`token_hash` text NOT NULL,
	`user_role` text NOT NULL,
	`operator_id` text,
	`member_role` text,
	`user_id` text,
	`created_by` text,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	`revoked_at` text,
	FOREIGN KEY (`operator_id`) REFERENCES `operator`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_token_hash_unique` ON `invitation` (`token_hash`);--> statement-breakpoint
CREATE TABLE `member` (
	`operator_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`since` text NOT NULL,
	PRIMARY KEY(`operator_id`, `user_id`),
	FOREIGN KEY (`operator_id`) REFERENCES `operator`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `member_user` ON `member` (`user_id`);--> statement-breakpoint
CREATE TABLE `operator` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`disabled_at` text,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `configuration_revision` (
	`id` text PRIMARY KEY NOT NULL,
	`deployment_id` text NOT NULL,
	`number` integer NOT NULL,
	`document` text NOT NULL,
	`digest` text NOT NULL,
	`versions` text NOT NULL,
	`message` text NOT NULL,
	`rolled_back_from` text,
	`created_by` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `configuration_revision_number` ON `configuration_revision` (`deployment_id`,`number`);--> statement-breakpoint
CREATE TABLE `deployment` (
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
	`desired` text NOT NULL,
	`created_by` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`operator_id`) REFERENCES `operator`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`environment_id`) REFERENCES `environment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deployment_slug_unique` ON `deployment` (`slug`);--> statement-breakpoint
CREATE INDEX `deployment_operator` ON `deployment` (`operator_id`);--> statement-breakpoint
CREATE INDEX `deployment_environment` ON `deployment` (`environment_id`);--> statement-breakpoint
CREATE TABLE `description` (
	`digest` text PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `domain` (
	`host` text PRIMARY KEY NOT NULL,
	`kinds` text NOT NULL,
	`deployment_id` text NOT NULL,
	`instance` text NOT NULL,
	`practice` integer NOT NULL,
	`verified_at` text,
	`frozen_at` text,
	`expires_at` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `domain_deployment` ON `domain` (`deployment_id`);--> statement-breakpoint
CREATE TABLE `plan` (
	`id` text PRIMARY KEY NOT NULL,
	`deployment_id` text NOT NULL,
	`document` text NOT NULL,
	`digest` text NOT NULL,
	`parent_digest` text,
	`description_digest` text NOT NULL,
	`configuration_revision_id` text NOT NULL,
	`environment_revision_id` text NOT NULL,
	`catalogue_digest` text NOT NULL,
	`created_by` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`description_digest`) REFERENCES `description`(`digest`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`configuration_revision_id`) REFERENCES `configuration_revision`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_made_from` ON `plan` (`deployment_id`,`digest`,`configuration_revision_id`,`environment_revision_id`);--> statement-breakpoint
CREATE TABLE `environment` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`orchestrator` text NOT NULL,
	`current_revision_id` text NOT NULL,
	`disabled_at` text,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `environment_slug_unique` ON `environment` (`slug`);--> statement-breakpoint
CREATE TABLE `environment_operator` (
	`environment_id` text NOT NULL,
	`operator_id` text NOT NULL,
	PRIMARY KEY(`environment_id`, `operator_id`),
	FOREIGN KEY (`environment_id`) REFERENCES `environment`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`operator_id`) REFERENCES `operator`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `environment_revision` (
	`id` text PRIMARY KEY NOT NULL,
	`environment_id` text NOT NULL,
	`number` integer NOT NULL,
	`document` text NOT NULL,
	`digest` text NOT NULL,
	`message` text NOT NULL,
	`created_by` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`environment_id`) REFERENCES `environment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `environment_revision_number` ON `environment_revision` (`environment_id`,`number`);--> statement-breakpoint
CREATE TABLE `machine_claim` (
	`environment_id` text NOT NULL,
	`machine` text NOT NULL,
	`deployment_id` text NOT NULL,
	`run_id` text NOT NULL,
	`since` text NOT NULL,
	PRIMARY KEY(`environment_id`, `machine`),
	FOREIGN KEY (`environment_id`) REFERENCES `environment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `machine_claim_deployment` ON `machine_claim` (`deployment_id`);--> statement-breakpoint
CREATE TABLE `machine_observation` (
	`environment_id` text NOT NULL,
	`machine` text NOT NULL,
	`deployment_id` text NOT NULL,
	`generation` integer,
	`description_digest` text,
	`health` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`deployment_id`, `environment_id`, `machine`),
	FOREIGN KEY (`environment_id`) REFERENCES `environment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `intent` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`deployment_id` text NOT NULL,
	`plan_id` text,
	`run_id` text NOT NULL,
	`run_kind` text NOT NULL,
	`reason` text NOT NULL,
	`acknowledged` text NOT NULL,
	`state` text NOT NULL,
	`conflict` text,
	`created_by` text,
	`created_at` text NOT NULL,
	`decided_at` text,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `intent_deployment` ON `intent` (`deployment_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `intent_run` ON `intent` (`run_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `intent_pending` ON `intent` (`deployment_id`,`kind`) WHERE state = 'pending';--> statement-breakpoint
CREATE TABLE `run` (
	`id` text PRIMARY KEY NOT NULL,
	`deployment_id` text NOT NULL,
	`plan_id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`since` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` text,
	`last_error` text,
	`lease_owner` text,
	`lease_expires_at` text,
	`fencing` integer NOT NULL,
	`reason` text NOT NULL,
	`started_by` text,
	`started_at` text NOT NULL,
	`cancel_requested_at` text,
	`finished_at` text,
	`evaluation` text NOT NULL,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `run_due` ON `run` (`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `run_deployment` ON `run` (`deployment_id`,`started_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `run_active` ON `run` (`deployment_id`) WHERE finished_at IS NULL;--> statement-breakpoint
CREATE TABLE `run_event` (
	`run_id` text NOT NULL,
	`number` integer NOT NULL,
	`at` text NOT NULL,
	`type` text NOT NULL,
	`step` text,
	`machine` text,
	`payload` text NOT NULL,
	PRIMARY KEY(`run_id`, `number`),
	FOREIGN KEY (`run_id`) REFERENCES `run`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `run_machine` (
	`run_id` text NOT NULL,
	`machine` text NOT NULL,
	`generation` integer,
	`outcome` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`run_id`, `machine`),
	FOREIGN KEY (`run_id`) REFERENCES `run`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `secret` (
	`id` text PRIMARY KEY NOT NULL,
	`deployment_id` text,
	`environment_id` text,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`ciphertext` blob NOT NULL,
	`created_by` text,
	`created_at` text NOT NULL,
	`replaced_at` text,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`environment_id`) REFERENCES `environment`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "secret_one_owner" CHECK((deployment_id IS NULL) <> (environment_id IS NULL))
);
--> statement-breakpoint
CREATE INDEX `secret_deployment` ON `secret` (`deployment_id`,`name`);--> statement-breakpoint
CREATE INDEX `secret_environment` ON `secret` (`environment_id`,`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `secret_generated` ON `secret` (`deployment_id`,`name`) WHERE kind = 'generated' AND replaced_at IS NULL;--> statement-breakpoint
CREATE TABLE `secret_file` (
	`deployment_id` text NOT NULL,
	`file` text NOT NULL,
	`recipients_digest` text NOT NULL,
	`fingerprint` text NOT NULL,
	`ciphertext` blob NOT NULL,
	`created_at` text NOT NULL,
	PRIMARY KEY(`deployment_id`, `file`, `recipients_digest`),
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `backup_repository` (
	`id` text PRIMARY KEY NOT NULL,
	`deployment_id` text NOT NULL,
	`offer` text NOT NULL,
	`endpoint` text NOT NULL,
	`region` text NOT NULL,
	`bucket` text NOT NULL,
	`schedule` text NOT NULL,
	`time` text NOT NULL,
	`retention` text NOT NULL,
	`disabled_at` text,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `backup_repository_deployment` ON `backup_repository` (`deployment_id`);--> statement-breakpoint
CREATE TABLE `keypair` (
	`id` text PRIMARY KEY NOT NULL,
	`backup_repository_id` text NOT NULL,
	`purpose` text NOT NULL,
	`secrets` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`backup_repository_id`) REFERENCES `backup_repository`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `keypair_purpose` ON `keypair` (`backup_repository_id`,`purpose`);--> statement-breakpoint
CREATE TABLE `snapshot` (
	`id` text PRIMARY KEY NOT NULL,
	`backup_repository_id` text NOT NULL,
	`taken_at` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`proven_at` text,
	FOREIGN KEY (`backup_repository_id`) REFERENCES `backup_repository`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `snapshot_taken` ON `snapshot` (`backup_repository_id`,`taken_at`);--> statement-breakpoint
CREATE TABLE `audit_event` (
	`number` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`actor_kind` text NOT NULL,
	`user_id` text,
	`operator_id` text,
	`deployment_id` text,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`details` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_event_operator` ON `audit_event` (`operator_id`,`number`);--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` text NOT NULL
);
