import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zoneFault } from './zone'

const NOW = Date.UTC(2026, 10, 25)

test('IANA names that are whole hours from UTC all year will do', () => {
  for (const zone of ['Asia/Shanghai', 'Europe/Vaduz', 'America/Sao_Paulo', 'UTC', 'Etc/GMT-8']) {
    assert.equal(zoneFault(zone, NOW), null, zone)
  }
})

test('half hours will not, also where only half of the year has them', () => {
  for (const zone of ['Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe']) {
    assert.match(zoneFault(zone, NOW) ?? '', /whole hours/, zone)
  }
})

test('what is no IANA name will not', () => {
  for (const zone of ['', '+08:00', 'Mars/Olympus', 'Asia/Shanghai; drop', 'GMT+8:00']) {
    assert.match(zoneFault(zone, NOW) ?? '', /IANA/, zone)
  }
})
