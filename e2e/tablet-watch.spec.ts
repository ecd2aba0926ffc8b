/** 协查 and risk areas at the barrier: told at once, offline too, by what and by which rule; and part of the entry. */
import {
  allSent,
  badge,
  isRaised,
  key,
  pairTablet,
  save,
  saveKey,
  tapAll,
  typeCar,
  workingCheckpoint,
} from './support/barrier'
import { expect, test } from './support/fixtures'
import { fitForGloves } from './support/gloves'
import { call, signIn } from './support/people'
import { putInForce } from './support/policy'

test('a plate on the list stops offline, by its digest alone; another asks where they were; both are in the entry', async ({
  kakou,
  openScreen,
}) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const { code } = await workingCheckpoint(admin)
  await putInForce(admin, '浙E3W3W3')
  const tablet = await openScreen('tablet')
  await pairTablet(tablet, admin, code)
  await key(tablet, '菜单').tap()
  await expect(tablet.getByText(/第 \d+ 版，未联网也有效/)).toBeVisible()
  await key(tablet, '关闭').tap()
  await tablet.waitForFunction(() => navigator.serviceWorker.controller !== null)

  await tablet.context().setOffline(true)
  await tablet.reload()
  await expect(saveKey(tablet)).toBeVisible()
  await tapAll(tablet, '浙E3W3W3')
  await expect(tablet.getByRole('heading', { name: '协查名单' })).toBeVisible()
  await expect(tablet.getByText('移交派出所')).toBeVisible()
  await expect(tablet.getByText('协查车辆 · 第18号')).toBeVisible()
  await fitForGloves(tablet, 'watch list')
  await key(tablet, '移交，继续').tap()
  await tapAll(tablet, '365')
  await expect(saveKey(tablet)).toHaveText('保存，移交')
  await save(tablet)
  await expect(badge(tablet)).toHaveAttribute('data-waiting', '1')

  // The local province is preset; its own key leads to the others.
  await tablet.getByLabel('号牌第 1 位，浙').tap()
  await tapAll(tablet, '琼Z12345')
  await expect(tablet.getByRole('heading', { name: '核实旅居史' })).toBeVisible()
  await fitForGloves(tablet, 'plate alone')
  await tablet.getByRole('button', { name: /^到过，按规定/ }).tap()
  await key(tablet, '居家观察，继续').tap()
  await tapAll(tablet, '365')
  await save(tablet)
  await expect(badge(tablet)).toHaveAttribute('data-waiting', '2')
  await typeCar(tablet, '浙E10101', '36.5')
  await expect(tablet.locator('[data-role=hit]')).toHaveCount(0)

  await tablet.context().setOffline(false)
  await allSent(tablet)
  // Where somebody was is health data: the administrator is not shown it, health is.
  const health = await openScreen('desktop')
  await signIn(health, kakou, 'health')
  const path = `/entries?checkpoint=${code}&from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z`
  const { entries } = await call<{ entries: Array<Record<string, unknown>> }>(health, 'GET', path)
  expect(entries[0]).toMatchObject({
    vehicle: { plate: '琼Z12345' },
    disposition: 'home-observation',
    hits: [
      { kind: 'plate', rule: 'e2e-risk' },
      { kind: 'stay', rule: 'e2e-risk' },
    ],
    people: [{ riskVisit: true }],
  })
  expect(entries[1]).toMatchObject({
    vehicle: { plate: '浙E3W3W3' },
    disposition: 'handover',
    hits: [{ kind: 'watch', rule: 'e2e-watch' }],
  })
  const seen = await call<{ entries: Array<{ people: object[] }> }>(admin, 'GET', path)
  expect(seen.entries[0]?.people[0]).not.toHaveProperty('riskVisit')
  await isRaised(admin, 'watch', code)
})
