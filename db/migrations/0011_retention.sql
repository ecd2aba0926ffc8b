CREATE TABLE "destructions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"certificate" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retention" (
	"kind" text PRIMARY KEY NOT NULL,
	"days" integer NOT NULL,
	"purged_until" timestamp (3) with time zone,
	"purged_at" timestamp (3) with time zone
);
