CREATE TABLE `offer_claim` (
	`environment_id` text NOT NULL,
	`type` text NOT NULL,
	`offer` text NOT NULL,
	`deployment_id` text NOT NULL,
	`path` text NOT NULL,
	`port` integer,
	`disk_gib` integer NOT NULL,
	`memory_mib` integer NOT NULL,
	`connections` integer NOT NULL,
	`since` text NOT NULL,
	PRIMARY KEY(`environment_id`, `type`, `offer`, `deployment_id`, `path`),
	FOREIGN KEY (`environment_id`) REFERENCES `environment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `offer_claim_deployment` ON `offer_claim` (`deployment_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `offer_claim_port` ON `offer_claim` (`environment_id`,`type`,`offer`,`port`);