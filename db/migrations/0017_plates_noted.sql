ALTER TABLE "instance" ADD COLUMN "plates_noted_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "entries_received" ON "entries" USING brin ("received_at");