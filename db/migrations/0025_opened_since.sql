-- Of checkpoints that are open already nothing older is known than their last change.
UPDATE "checkpoints" SET "opened_at" = "updated_at" WHERE "set_state" = 'open';
