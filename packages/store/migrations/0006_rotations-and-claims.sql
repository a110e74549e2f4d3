CREATE TABLE `claim` (
	`id` text PRIMARY KEY NOT NULL,
	`deployment_id` text NOT NULL,
	`instance` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_by` text,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`revoked_at` text,
	`errand_id` text,
	`used_at` text,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `claim_token_hash_unique` ON `claim` (`token_hash`);--> statement-breakpoint
CREATE INDEX `claim_deployment` ON `claim` (`deployment_id`,`instance`);--> statement-breakpoint
CREATE INDEX `claim_errand` ON `claim` (`errand_id`);--> statement-breakpoint
DROP INDEX `secret_generated`;--> statement-breakpoint
ALTER TABLE `secret` ADD `number` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `secret_generated` ON `secret` (`deployment_id`,`name`,`number`) WHERE kind = 'generated';--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_secret_file` (
	`deployment_id` text NOT NULL,
	`file` text NOT NULL,
	`recipients_digest` text NOT NULL,
	`fingerprint` text NOT NULL,
	`ciphertext` blob NOT NULL,
	`created_at` text NOT NULL,
	PRIMARY KEY(`deployment_id`, `file`, `recipients_digest`, `fingerprint`),
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_secret_file`("deployment_id", "file", "recipients_digest", "fingerprint", "ciphertext", "created_at") SELECT "deployment_id", "file", "recipients_digest", "fingerprint", "ciphertext", "created_at" FROM `secret_file`;--> statement-breakpoint
DROP TABLE `secret_file`;--> statement-breakpoint
ALTER TABLE `__new_secret_file` RENAME TO `secret_file`;--> statement-breakpoint
PRAGMA foreign_keys=ON;