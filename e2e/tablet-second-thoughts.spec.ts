/** What is taken back at the barrier, and what must not be: a refused mistake, a half-made correction, the alarm. */
import type { Page } from 'playwright/test'
import {
  allSent,
  badge,
  key,
  pairTablet,
  place,
  save,
  saveKey,
  tapAll,
  typeCar,
  workingCheckpoint,
} from './support/barrier'
import { expect, test } from './support/fixtures'
import { fitForGloves } from './support/gloves'
import { loadOutbox } from './support/outbox-page'
import { call, signIn } from './support/people'

type Recorded = Record<string, unknown> & { id: string; amends?: string; void?: { reason: string }; note?: string }

/** The audio contexts of the page with their states, and each tone with the state of its own as it was struck. */
const keepSounds = (page: Page) =>
  page.addInitScript(() => {
    const contexts: AudioContext[] = []
    const tones: string[] = []
    Object.assign(window, { sounds: () => ({ states: contexts.map(({ state }) => state), tones }) })
    const Real = AudioContext
    window.AudioContext = class extends Real {
      constructor() {
        super()
        contexts.push(this)
      }
    }
    const { start } = OscillatorNode.prototype
    OscillatorNode.prototype.start = function begin(when) {
      tones.push(`${this.frequency.value} ${this.context.state}`)
      start.call(this, when)
    }
  })
const sounds = (page: Page) =>
  page.evaluate(() => {
    const kept = 'sounds' in window && typeof window.sounds === 'function' ? window.sounds() : null
    return kept as { states: string[]; tones: string[] } | null
  })

/** Saves an entry on the tablet under the pairing of another one, which the server refuses. */
async function saveRefused(tablet: Page, other: Page, plate: string): Promise<void> {
  await loadOutbox(other)
  const pairing = await other.evaluate(async () => {
    const outbox = await window.outboxModule.openOutbox('kakou-tablet', window.outboxModule.newId)
    return (await outbox.fact<{ pairing: string }>('pairing'))?.pairing
  })
  await loadOutbox(tablet)
  await tablet.evaluate(
    async ({ pairing, plate }) => {
      const outbox = await window.outboxModule.openOutbox('kakou-tablet', window.outboxModule.newId)
      await outbox.save({ ...window.makeEntry(plate), pairing, occurredAt: new Date().toISOString() })
      outbox.close()
      const tabs = new BroadcastChannel('kakou-tablet-courier')
      tabs.postMessage({ kind: 'saved' })
      tabs.close()
    },
    { pairing, plate },
  )
}

test('a refused mistake is given up without network; a half-made correction waits behind a recheck; the sound sleeps and wakes', async ({
  kakou,
  openScreen,
}) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const { code } = await workingCheckpoint(admin)
  const other = await openScreen('phone')
  await pairTablet(other, admin, code)
  const tablet = await openScreen('tablet')
  await keepSounds(tablet)
  await pairTablet(tablet, admin, code)
  const stored = async () => {
    const path = `/entries?checkpoint=${code}&from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z`
    return (await call<{ entries: Recorded[] }>(admin, 'GET', path)).entries
  }

  // Where there is least room: what asks most of it leaves no key beneath the bar of the thumb.
  await typeCar(other, '浙F94949', '36.5')
  await save(other)
  await key(other, '菜单').tap()
  await other.getByRole('button', { name: /浙F·94949/ }).tap()
  await key(other, '更正').last().tap()
  await fitForGloves(other, 'a correction on a phone')
  await key(other, '放弃').tap()
  await key(other, '境外').tap()
  await tapAll(other, 'ABC12')
  await fitForGloves(other, 'a foreign plate on a phone')

  await saveRefused(tablet, other, '浙F90909')
  await expect(badge(tablet)).toContainText('待更正 1')
  await tablet.context().setOffline(true)
  await key(tablet, '菜单').tap()
  const refused = tablet.getByRole('region', { name: '待更正' })
  await refused.getByRole('button', { name: '作废' }).tap()
  await fitForGloves(tablet, 'giving up')
  await expect(key(tablet, '先选原因')).toHaveAttribute('aria-disabled', 'true')
  await key(tablet, '误登，车辆未过').tap()
  await key(tablet, '确认作废').tap()
  await expect(refused).toHaveCount(0)
  await expect(badge(tablet)).toHaveAttribute('data-waiting', '2')
  await tablet.context().setOffline(false)
  await allSent(tablet)
  const entries = await stored()
  const end = entries.find(({ note, amends }) => amends && note?.includes('浙F·90909'))
  expect(end?.void).toEqual({ reason: '误登，车辆未过' })
  expect(entries.find(({ id }) => id === end?.amends)).toMatchObject({
    vehicle: { plate: '浙F90909' },
    standing: false,
    note: expect.stringContaining('服务器未收（配对不属于本机）'),
  })
  await key(tablet, '关闭').tap()

  await typeCar(tablet, '浙F91919', '36.5')
  await save(tablet)
  await tapAll(tablet, [...'F92929', ...'378'])
  await key(tablet, '靠边待复测，登记下一辆').tap()
  await key(tablet, '菜单').tap()
  await tablet.getByRole('button', { name: /浙F·91919/ }).tap()
  await key(tablet, '更正').last().tap()
  await key(tablet, '号牌看错').tap()
  await place(tablet, 7, '9').tap()
  await key(tablet, '8').tap()
  await tablet.getByRole('button', { name: /待复测 浙F·92929/ }).tap()
  await expect(tablet.getByText('复测 浙F·92929', { exact: true })).toBeVisible()
  await tapAll(tablet, '365')
  await expect(saveKey(tablet)).toHaveText('复测正常，放行')
  await saveKey(tablet).tap()
  await expect(tablet.getByText('更正 浙F·91919', { exact: true }), 'it is gone on with').toBeVisible()
  await expect(place(tablet, 7, '8')).toBeVisible()
  await key(tablet, '放弃').tap()
  await expect(key(tablet, '没存，不要了'), 'and is not dropped by one tap').toBeVisible()
  await expect(saveKey(tablet)).toHaveText('保存更正')
  await save(tablet)
  await allSent(tablet)
  await expect
    .poll(async () => (await stored()).find(({ amends, note }) => amends && note === '更正：号牌看错'))
    .toMatchObject({ vehicle: { plate: '浙F91918' } })

  await expect.poll(async () => (await sounds(tablet))?.states, 'nothing sounds').toEqual(['suspended'])
  const before = (await sounds(tablet))?.tones.length ?? 0
  await tapAll(tablet, [...'F93939', ...'378'])
  await expect.poll(async () => (await sounds(tablet))?.tones.slice(before), 'a fever does').toContain('880 running')
})
