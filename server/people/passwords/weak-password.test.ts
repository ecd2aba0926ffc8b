import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePassword } from './password'
import { isWeakPassword } from './weak-password'

test('what anybody would try first is weak', () => {
  const weak = [
    ...['1234567890', '0123456789', '9876543210', '1111111111', 'aaaaaaaaaa', 'abcabcabcabc', '121212121212'],
    ...['qwertyuiop', 'qwerty123456', 'asdfghjkl;', '1qaz2wsx3edc', 'password123', 'P@ssw0rd!!', 'Passw0rd2024'],
    ...['iloveyou1234', 'woaini1314', 'admin12345', 'administrator', 'Kakou2026!', 'checkpoint1', 'welcome2025!'],
    ...['卡口卡口卡口123456', '２０２６卡口１２３', 'letmein12345', 'changeme1234', 'adminadmin', 'rootroot1234'],
  ]
  for (const password of weak) assert.ok(isWeakPassword(password, []), password)
})

test('an account’s own name carries nothing', () => {
  assert.ok(isWeakPassword('zhang.san123', ['zhang.san']))
  assert.ok(isWeakPassword('ZhangSan19900101', ['zhangsan']))
  assert.ok(isWeakPassword('李四李四李四12345678', ['李四']))
  assert.ok(!isWeakPassword('zhang.san123', ['wang']))
})

test('what takes some thought is not', () => {
  const good = [
    ...['correct-horse-battery', 'first-password-of-duty', 'ten-or-more-characters', '山高月小水落石出', 'tUn7-mosaic'],
    ...['redleafhill', 'my dog eats 9 shoes', 'xkcd936staple'],
  ]
  for (const password of good) assert.ok(!isWeakPassword(password, ['li']), password)
  for (let tries = 0; tries < 200; tries++) assert.ok(!isWeakPassword(makePassword(), ['admin']))
})
