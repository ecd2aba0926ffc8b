import { expect, type Page } from 'playwright/test'
import { call } from './people'

const DAY_MS = 86_400_000

interface InForce {
  version: string
  document: Record<string, unknown> & { riskAreas: object[]; rules: object[] }
}

/** A risk area by plate and code with its rule, and one plate on the watch list. */
export async function putInForce(admin: Page, plate: string): Promise<void> {
  const { version, document } = await call<InForce>(admin, 'GET', '/policy')
  const { watchlist: _madeByTheServer, ...draft } = document
  const rule = { document: '第18号', days: 14, asks: null }
  const answer = await admin.request.put('/api/v1/policy', {
    headers: { 'X-Kakou': '1' },
    data: {
      base: version,
      document: {
        ...draft,
        rules: [
          ...draft.rules,
          { ...rule, id: 'e2e-risk', name: '来人管控', disposition: 'home-observation', order: '居家医学观察 14 天' },
          { ...rule, id: 'e2e-watch', name: '协查车辆', disposition: 'handover', order: '' },
        ],
        riskAreas: [
          ...draft.riskAreas,
          {
            id: 'e2e-area',
            name: '演示市东湖区',
            code: '990777',
            part: null,
            plates: ['琼Z'],
            level: 'medium',
            from: new Date(Date.now() - 3 * DAY_MS).toISOString(),
            to: null,
            rule: 'e2e-risk',
          },
        ],
      },
    },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  const now = await call<InForce>(admin, 'GET', '/policy')
  await call(admin, 'POST', '/policy/watchlist', {
    base: now.version,
    add: [
      {
        kind: 'plate',
        subject: plate,
        rule: 'e2e-watch',
        reason: '涉嫌闯卡',
        order: '移交派出所',
        expires: new Date(Date.now() + DAY_MS).toISOString(),
      },
    ],
    end: [],
  })
}
