import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  ago,
  clockSeconds,
  clockTime,
  countdown,
  counted,
  dayAndTime,
  dayName,
  dayOf,
  degrees,
  duration,
  kilometres,
  localDate,
  monthName,
  number,
  plate,
} from './format'

const at = '2026-11-23T06:06:32.000Z'
const zone = 'Asia/Shanghai'

describe('format', () => {
  it('times are of the zone, 24 h, in western figures', () => {
    assert.equal(clockTime(at, zone), '14:06')
    assert.equal(clockSeconds(at, zone), '14:06:32')
    assert.equal(clockTime('2026-11-23T16:00:00Z', zone), '00:00')
    assert.equal(clockTime(at, 'Europe/Zurich'), '07:06')
  })
  it('one is one in English, also as it is written', () => {
    assert.equal(counted(1, 'vehicle'), '1 vehicle')
    assert.equal(counted('1', 'person', 'people'), '1 person')
    assert.equal(counted('3,482', 'person', 'people'), '3,482 people')
    assert.equal(counted(0, 'vehicle'), '0 vehicles')
  })
  it('days in both languages', () => {
    assert.equal(dayName(at, zone, 'zh'), '11月23日 周一')
    assert.equal(dayName(at, zone, 'en'), 'Mon 23 Nov')
    assert.equal(dayOf('2026-11-23', '2026-11-30', 'zh'), '11月23日 周一')
    assert.equal(dayOf('2099-01-01', '2026-11-30', 'zh'), '2099年1月1日 周四')
    assert.equal(dayOf('2025-12-31', '2026-11-30', 'en'), 'Wed 31 Dec 2025')
    assert.equal(monthName('2026-11', 'zh'), '2026年11月')
    assert.equal(monthName('2026-03', 'en'), 'March 2026')
    assert.equal(localDate('2026-11-22T16:30:00Z', zone), '2026-11-23')
  })
  it('the day is named only where it is not today', () => {
    assert.equal(dayAndTime(at, '2026-11-23T09:00:00Z', zone, 'zh'), '14:06')
    assert.equal(dayAndTime('2026-11-21T09:02:00Z', at, zone, 'zh'), '11月21日 17:02')
    assert.equal(dayAndTime('2025-12-31T09:02:00Z', at, zone, 'zh'), '2025年12月31日 17:02')
    assert.equal(dayAndTime('2025-12-31T09:02:00Z', at, zone, 'en'), '31 Dec 2025 17:02')
    assert.equal(dayAndTime('2026-11-21T09:02:00Z', at, zone, 'en'), '21 Nov 17:02')
  })
  it('ages in one unit, two above the hour', () => {
    assert.equal(duration(23 * 60_000 + 59_000, 'zh'), '23 分')
    assert.equal(duration(65 * 60_000, 'zh'), '1 时 5 分')
    assert.equal(duration(2 * 3_600_000, 'zh'), '2 小时')
    assert.equal(duration(3 * 86_400_000, 'en'), '3 d')
    assert.equal(duration(-5, 'zh'), '0 秒')
    assert.equal(ago(2000, 'zh'), '刚刚')
    assert.equal(ago(8000, 'zh'), '8 秒前')
    assert.equal(ago(8000, 'en'), '8 s ago')
    assert.equal(countdown(552_000, 'zh'), '9 分 12 秒')
    assert.equal(countdown(-1, 'en'), '0 s')
  })
  it('figures', () => {
    assert.equal(number(3482), '3,482')
    assert.equal(kilometres(61_400), '61.4 km')
    assert.equal(degrees(36), '36.0 ℃')
  })
  it('a civil plate is shown with its dot, another as it is', () => {
    assert.equal(plate('浙E3K7P2'), '浙E·3K7P2')
    assert.equal(plate('WJ0112345'), 'WJ0112345')
  })
})
