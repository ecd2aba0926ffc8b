CREATE TABLE "plates" (
	"plate" text COLLATE "C" PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trajectory_permits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plate" "bytea" NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"scope" text NOT NULL,
	"asked_by" text NOT NULL,
	"approver" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"approved_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "trajectory_permits_asked" ON "trajectory_permits" USING btree ("asked_by");--> statement-breakpoint
CREATE INDEX "trajectory_permits_approver" ON "trajectory_permits" USING btree ("approver");--> statement-breakpoint
CREATE INDEX "entry_details_plate" ON "entry_details" USING btree ("plate");--> statement-breakpoint
CREATE INDEX "plates_reversed" ON "plates" USING btree (reverse("plate") COLLATE "C");--> statement-breakpoint
INSERT INTO "plates" SELECT DISTINCT "plate" FROM "entry_details" WHERE "plate" IS NOT NULL ON CONFLICT DO NOTHING;
