import type { BriefingFacts, Figure, Paragraph } from './briefing'
import { dayAndHour } from './chinese-time'
import { DRAFT_MARK } from './drafts'
import { figure, listed, paragraph } from './sentence'
import { ALERTS_SOURCE, boardSource, checkpointSource, PLANNER_SOURCE } from './sources'
import { supplyWord } from './supply-words'

type Part = string | Figure

/** A problem with what is proposed against it; both from the same facts. */
interface Problem {
  says: readonly (Part | readonly Part[])[]
  proposes: string
}

const names = (places: readonly { name: string }[]): string => places.map(({ name }) => name).join('、')

const blindRoads = ({ coverage, zone }: BriefingFacts): Problem[] => {
  if (coverage === null || coverage.roads.length === 0) return []
  const roads = coverage.roads.map(({ name }) => name).join('、')
  const crossings = coverage.roads.reduce((sum, road) => sum + road.crossings, 0)
  return [
    {
      says: [
        `${roads}的`,
        figure(crossings, '处', PLANNER_SOURCE),
        '县界路口未设监测点，',
        figure(coverage.population, '人', PLANNER_SOURCE),
        `可不经卡口进入（据${dayAndHour(coverage.at, zone)}路网分析）。`,
      ],
      proposes: `在${roads}增设监测点，或依法报批后封闭。`,
    },
  ]
}

const notWorking = ({ checkpoints: { offline, unstaffed, at }, zone }: BriefingFacts): Problem[] => {
  const parts = [
    ...(offline.length > 0 ? [`${names(offline)}离线`] : []),
    ...(unstaffed.length > 0 ? [`${names(unstaffed)}未签到`] : []),
  ]
  if (parts.length === 0) return []
  return [
    {
      says: [`${parts.join('，')}，所在道路管控中断${at === undefined ? '' : `（${dayAndHour(at, zone)}）`}。`],
      proposes: `恢复${names([...offline, ...unstaffed])}的值守和联网。`,
    },
  ]
}

const queues = ({ queues: long, zone }: BriefingFacts): Problem[] =>
  long.length === 0
    ? []
    : [
        {
          says: [
            listed(
              long.map(({ name, code, vehicles, at }) => [
                `${name}排队最多`,
                figure(vehicles, '辆', checkpointSource(code)),
                `（${dayAndHour(at, zone)}）`,
              ]),
            ),
            '。',
          ],
          proposes: `${names(long)}增开车道、加派人员。`,
        },
      ]

const shortages = ({ shortages: short }: BriefingFacts): Problem[] =>
  short.length === 0
    ? []
    : [
        {
          says: [
            listed(
              short.map(({ name, code, items }) => [
                name,
                ...listed(
                  items.map(({ item, left, wanted }) => {
                    const source = checkpointSource(code)
                    if (wanted !== null) return [`请补${supplyWord(item)}`, figure(wanted, '', source)]
                    return left === 0
                      ? [`${supplyWord(item)}已用完`]
                      : [`${supplyWord(item)}仅剩`, figure(left, '', source)]
                  }),
                  '、',
                ),
              ]),
              '；',
            ),
            '。',
          ],
          proposes: `向${names(short)}补充防护物资。`,
        },
      ]

const unreported = (facts: BriefingFacts): Problem[] =>
  facts.reports.missing.length === 0
    ? []
    : [
        {
          says: [
            `${names(facts.reports.missing)}未报日报，共`,
            figure(facts.reports.missing.length, '个', boardSource(facts)),
            '。',
          ],
          proposes: `督促${names(facts.reports.missing)}补报，查明原因。`,
        },
      ]

const lateAlerts = ({ alerts }: BriefingFacts): Problem[] =>
  alerts.overdue === 0
    ? []
    : [
        {
          says: ['告警超时未接收', figure(alerts.overdue, '件', ALERTS_SOURCE), '。'],
          proposes: '明确告警接收责任人，逐件办结。',
        },
      ]

const problemsOf = (facts: BriefingFacts): Problem[] => [
  ...blindRoads(facts),
  ...notWorking(facts),
  ...queues(facts),
  ...shortages(facts),
  ...unreported(facts),
  ...lateAlerts(facts),
]

/** 三、存在问题: the roads without a monitoring point by name, what does not work, queues, shortages, what is late. */
export const composeProblems = (facts: BriefingFacts): Paragraph[] => {
  const problems = problemsOf(facts)
  if (problems.length === 0) return [paragraph('本期数据中未见监测盲区、管控中断、排队、缺物资和漏报。')]
  return problems.map(({ says }, index) => paragraph(`${index + 1}.`, ...says))
}

/** 四、下步措施: one draft for each problem; who does it until when is for a person to say. */
export const composeNext = (facts: BriefingFacts): Paragraph[] => {
  const problems = problemsOf(facts)
  if (problems.length === 0) return [paragraph(`按现行部署做好卡口登记、测温和日报。${DRAFT_MARK}`)]
  return problems.map(({ proposes }, index) => paragraph(`${index + 1}.${proposes}${DRAFT_MARK}`))
}

/** 五、需上级协调解决的事项: roads that are not the county's to close. */
export const composeCoordination = ({ coverage }: BriefingFacts): Paragraph[] => {
  const above = coverage?.roads.filter((road) => road.above) ?? []
  if (above.length === 0) return [paragraph('本期无需上级协调解决的事项。')]
  return [paragraph(`${names(above)}属国省干线或高速公路，设点或封闭请上级批准。${DRAFT_MARK}`)]
}
