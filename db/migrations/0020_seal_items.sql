-- What crews wrote in items lies unsealed where an earlier release stored it: the first server that starts seals it.
UPDATE "instance" SET "persons_sealed_at" = null;
