CREATE TABLE "alert_members" (
	"alert_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"checkpoint_id" integer NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"over_at" timestamp (3) with time zone,
	CONSTRAINT "alert_members_pk" PRIMARY KEY("alert_id","subject")
);
--> statement-breakpoint
CREATE TABLE "alert_pauses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"kinds" text[] NOT NULL,
	"jurisdiction_id" integer NOT NULL,
	"checkpoint_ids" integer[],
	"made_by" text NOT NULL,
	"maker" text NOT NULL,
	CONSTRAINT "alert_pauses_order" CHECK ("alert_pauses"."starts_at" < "alert_pauses"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "firings" (
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"fired_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "firings_pk" PRIMARY KEY("kind","subject","due_at")
);
--> statement-breakpoint
CREATE TABLE "signs" (
	"checkpoint_id" integer PRIMARY KEY NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"queue" integer,
	"queue_at" timestamp (3) with time zone,
	"stock" jsonb,
	"stock_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "jurisdiction_id" integer;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "detail" jsonb;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "result" text;--> statement-breakpoint
ALTER TABLE "alert_members" ADD CONSTRAINT "alert_members_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_members" ADD CONSTRAINT "alert_members_checkpoint_id_checkpoints_id_fk" FOREIGN KEY ("checkpoint_id") REFERENCES "public"."checkpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_pauses" ADD CONSTRAINT "alert_pauses_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signs" ADD CONSTRAINT "signs_checkpoint_id_checkpoints_id_fk" FOREIGN KEY ("checkpoint_id") REFERENCES "public"."checkpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_members_checkpoint" ON "alert_members" USING btree ("checkpoint_id");--> statement-breakpoint
CREATE INDEX "alert_members_standing" ON "alert_members" USING btree ("alert_id") WHERE over_at is null;--> statement-breakpoint
CREATE INDEX "alert_members_over" ON "alert_members" USING btree ("over_at");--> statement-breakpoint
CREATE INDEX "alert_pauses_ends" ON "alert_pauses" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "firings_fired" ON "firings" USING btree ("fired_at");--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alerts_resolved" ON "alerts" USING btree ("resolved_at","id") WHERE state = 'resolved';--> statement-breakpoint
CREATE INDEX "entries_held" ON "entries" USING btree ("counted_at") WHERE standing and adds[10] > 0;