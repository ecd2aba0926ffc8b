CREATE TABLE "scenarios" (
	"id" uuid PRIMARY KEY NOT NULL,
	"jurisdiction_id" integer NOT NULL,
	"name" text NOT NULL,
	"note" text NOT NULL,
	"plan" jsonb NOT NULL,
	"version" integer NOT NULL,
	"created_by" text NOT NULL,
	"changed_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"promoted_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "scenarios_jurisdiction" ON "scenarios" USING btree ("jurisdiction_id");