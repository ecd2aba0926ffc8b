CREATE TABLE "state_changes" (
	"checkpoint_id" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "state_changes_pk" PRIMARY KEY("checkpoint_id","at")
);
--> statement-breakpoint
ALTER TABLE "state_changes" ADD CONSTRAINT "state_changes_checkpoint_id_checkpoints_id_fk" FOREIGN KEY ("checkpoint_id") REFERENCES "public"."checkpoints"("id") ON DELETE cascade ON UPDATE no action;