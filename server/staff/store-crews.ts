import type { TransactionSql } from 'postgres'

export interface NewCrew {
  name: string
  /** Id of one of its members. */
  lead: string | null
  members: { staff: string; post: string | null }[]
}

/** Makes these the crews of a checkpoint, in the order of the rota. One that keeps its name keeps its id, which shifts name. */
export const storeCrews = async (
  tx: TransactionSql,
  checkpointId: number,
  crews: readonly NewCrew[],
): Promise<void> => {
  const names = crews.map(({ name }) => name)
  await tx`delete from crews where checkpoint_id = ${checkpointId} and name <> all(${names})`
  for (const [position, { name, lead, members }] of crews.entries()) {
    const [crew] = await tx<{ id: number }[]>`
      insert into crews (checkpoint_id, name, position, lead_id)
      values (${checkpointId}, ${name}, ${position}, ${lead})
      on conflict (checkpoint_id, name) do update set position = excluded.position, lead_id = excluded.lead_id
      returning id`
    await tx`delete from crew_members where crew_id = ${crew?.id ?? 0}`
    for (const { staff, post } of members) {
      await tx`insert into crew_members (crew_id, staff_id, post) values (${crew?.id ?? 0}, ${staff}, ${post})`
    }
  }
}
