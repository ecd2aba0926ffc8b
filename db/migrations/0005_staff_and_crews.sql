CREATE TABLE "crew_members" (
	"crew_id" integer NOT NULL,
	"staff_id" uuid NOT NULL,
	"post" text,
	CONSTRAINT "crew_members_pk" PRIMARY KEY("crew_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "crews" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "crews_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"checkpoint_id" integer NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"lead_id" uuid,
	CONSTRAINT "crews_name" UNIQUE("checkpoint_id","name")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"agency" text NOT NULL,
	"jurisdiction_id" integer NOT NULL,
	"pin_digest" "bytea",
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"demo" text,
	CONSTRAINT "staff_pin" CHECK ("staff"."pin_digest" is null or octet_length("staff"."pin_digest") = 16)
);
--> statement-breakpoint
ALTER TABLE "checkpoints" ADD COLUMN "agencies" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "checkpoints" ADD COLUMN "posts" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "checkpoints" ADD COLUMN "leader" jsonb;--> statement-breakpoint
ALTER TABLE "checkpoints" ADD COLUMN "equipment" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "crew_members" ADD CONSTRAINT "crew_members_crew_id_crews_id_fk" FOREIGN KEY ("crew_id") REFERENCES "public"."crews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crew_members" ADD CONSTRAINT "crew_members_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crews" ADD CONSTRAINT "crews_checkpoint_id_checkpoints_id_fk" FOREIGN KEY ("checkpoint_id") REFERENCES "public"."checkpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crews" ADD CONSTRAINT "crews_lead_id_staff_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."staff"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_jurisdiction_id_jurisdictions_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "crew_members_staff" ON "crew_members" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "staff_jurisdiction" ON "staff" USING btree ("jurisdiction_id");