import { randomBytes } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { uuidV7 } from '#domain/uuid'
import type { Checkpoint } from '../../db/seed/county/county'
import { type Random, seededRandom } from '../../db/seed/county/random'
import { DEMO } from './demo-points'

const SURNAMES = [...'周徐潘汤陈林叶吴郑王李张何朱蒋沈施毛俞邵']
const GIVEN = [...'伟敏静丽强磊洋艳勇军杰娟涛超明霞平刚桂芳玲斌红波英飞']
const AGENCIES = ['公安', '卫健', '交通', '乡镇'] as const
const POSTS = ['登记', '测温', '引导'] as const
const TITLES = ['副县长', '县政协副主席', '镇长', '镇党委副书记', '县交通局局长', '县卫健局副局长']
/** One point in so many has nobody who answers for it yet: the page of checkpoints lists them. */
const WITHOUT_LEADER = 9

const personOf = (random: Random): string =>
  random.pick(SURNAMES) + random.pick(GIVEN) + (random.chance(0.6) ? random.pick(GIVEN) : '')

/** Leader, agencies, equipment and two crews of a checkpoint. The crews have no PINs: a tap on the name signs on. */
export const layStaff = async (
  sql: TransactionSql,
  {
    checkpoint,
    checkpointId,
    jurisdictionId,
    seed,
    nowMs,
  }: {
    checkpoint: Checkpoint
    checkpointId: number
    jurisdictionId: number
    seed: string
    nowMs: number
  },
): Promise<void> => {
  if (checkpoint.state === 'closed') return
  const random = seededRandom(`staff ${seed} ${checkpoint.code}`)
  const leader =
    random.int(WITHOUT_LEADER) === 0
      ? null
      : {
          name: personOf(random),
          title: random.pick(TITLES),
          phone: `0570-700${String(random.int(10_000)).padStart(4, '0')}`,
        }
  const equipment = [
    { name: '测温枪', count: 2 + random.int(3) },
    { name: '帐篷', count: 1 },
    { name: '喇叭', count: 1 },
    { name: '反光锥', count: 6 + 2 * random.int(5) },
  ]
  await sql`
    update checkpoints set agencies = ${[...AGENCIES]}, posts = ${[...POSTS]},
      leader = ${leader === null ? null : sql.json(leader)}, equipment = ${sql.json(equipment)}
    where id = ${checkpointId}`
  if (checkpoint.state !== 'open' || checkpoint.condition === 'unstaffed') return
  for (const [position, name] of ['甲班', '乙班'].entries()) {
    const people = POSTS.map((post, index) => ({
      id: uuidV7(nowMs, randomBytes(16)),
      name: personOf(random),
      agency: AGENCIES[(index + position) % AGENCIES.length] ?? AGENCIES[0],
      post,
    }))
    await sql`
      insert into staff (id, name, agency, jurisdiction_id, created_at, demo)
      select id, name, agency, ${jurisdictionId}, ${new Date(nowMs)}, ${DEMO}
      from json_to_recordset(${JSON.stringify(people)}::text::json) as t(id uuid, name text, agency text)`
    const [crew] = await sql<{ id: number }[]>`
      insert into crews (checkpoint_id, name, position, lead_id)
      values (${checkpointId}, ${name}, ${position}, ${people[0]?.id ?? null}) returning id`
    await sql`
      insert into crew_members (crew_id, staff_id, post)
      select ${crew?.id ?? 0}, id, post
      from json_to_recordset(${JSON.stringify(people)}::text::json) as t(id uuid, post text)`
  }
}
