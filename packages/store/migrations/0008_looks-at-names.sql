CREATE TABLE `name_look` (
	`deployment_id` text NOT NULL,
	`record` text NOT NULL,
	`needed` text,
	`finding` text NOT NULL,
	`since` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`deployment_id`, `record`),
	FOREIGN KEY (`deployment_id`) REFERENCES `deployment`(`id`) ON UPDATE no action ON DELETE cascade
);
