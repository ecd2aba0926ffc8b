DROP INDEX "entries_unreached";--> statement-breakpoint
CREATE INDEX "entries_sent_on" ON "entries" USING btree ("counted_at") WHERE standing and adds[11] + adds[12] > 0;