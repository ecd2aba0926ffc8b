/** What a tablet has saved is never lost: the store itself, in a real IndexedDB. */
import type { Page } from 'playwright/test'
import { expect, test } from './support/fixtures'
import { loadOutbox } from './support/outbox-page'

// Only the browser is tried here: the server lends its origin.
test.use({ serverOptions: { demo: 'off' } })

const openPage = async (openScreen: (screen: 'tablet') => Promise<Page>): Promise<Page> => {
  const page = await openScreen('tablet')
  await page.goto('/healthz')
  await loadOutbox(page)
  return page
}

test('entries lie sealed: nothing on the disk names a plate or a person', async ({ openScreen }) => {
  const page = await openPage(openScreen)
  const found = await page.evaluate(async () => {
    const outbox = await window.openOne()
    const mark = await outbox.save(window.makeEntry('浙E8M5J6'))
    await outbox.putDraft('tab', { plate: '浙E8M5J6', name: '张三' })
    const raw = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('outbox-test')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const stores = [...raw.objectStoreNames]
    const everything: unknown[] = []
    const key = await new Promise<CryptoKey>((resolve) => {
      const request = raw.transaction('keys').objectStore('keys').get('seal')
      request.onsuccess = () => resolve(request.result)
    })
    for (const store of stores) {
      const rows = await new Promise<unknown[]>((resolve) => {
        const request = raw.transaction(store).objectStore(store).getAll()
        request.onsuccess = () => resolve(request.result)
      })
      everything.push(...rows)
    }
    raw.close()
    const text = everything
      .flatMap((row) => (typeof row === 'object' && row !== null ? Object.values(row) : [row]))
      .map((value) => (value instanceof ArrayBuffer ? new TextDecoder().decode(value) : JSON.stringify(value)))
      .join('\n')
    const exported = await crypto.subtle.exportKey('raw', key).then(
      () => 'exported',
      () => 'refused',
    )
    const again = await outbox.find(mark.id)
    return { text, exported, plate: again?.entry.vehicle?.plate, seq: again?.entry.seq }
  })
  expect(found.text).not.toContain('8M5J6')
  expect(found.text).not.toContain('张三')
  expect(found.exported).toBe('refused')
  expect(found.plate).toBe('浙E8M5J6')
  expect(found.seq).toBe(1)
})

test('an entry, its mark, the end of its draft and the wait for a recheck are one transaction, durable when `save` resolves', async ({
  openScreen,
}) => {
  const page = await openPage(openScreen)
  const seen = await page.evaluate(async () => {
    const outbox = await window.openOne()
    await outbox.putDraft('tab', { plate: '浙E8M5J6' })
    const writes: { stores: string[]; durability: string; done: boolean }[] = []
    const begin = IDBDatabase.prototype.transaction
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      const tx = begin.call(this, stores, mode, options)
      if (mode === 'readwrite') {
        const write = { stores: [...tx.objectStoreNames], durability: tx.durability, done: false }
        writes.push(write)
        // Before the outbox’s own listener: it stands in line after this one.
        tx.addEventListener('complete', () => {
          write.done = true
        })
      }
      return tx
    }
    const entry = window.makeEntry('浙E8M5J6')
    await outbox.save(entry, { draft: 'tab', hold: { dueAt: 1 } })
    const ofSave = structuredClone(writes)
    const drafts = (await outbox.drafts()).length
    const { waiting } = await outbox.tally()
    await outbox.settle([{ id: entry.id, kind: 'acknowledged' }], 'epoch-1', Date.now())
    await outbox.putDraft('tab', {})
    IDBDatabase.prototype.transaction = begin
    return {
      ofSave,
      drafts,
      waiting,
      durabilities: writes.map(({ durability }) => durability),
      holds: await outbox.holds(),
      root: entry.id,
    }
  })
  expect(seen.ofSave).toEqual([
    { stores: ['drafts', 'facts', 'holds', 'queue', 'sealed'], durability: 'strict', done: true },
  ])
  expect([seen.waiting, seen.drafts]).toEqual([1, 0])
  expect(seen.durabilities, 'verdicts and drafts too').toEqual(['strict', 'strict', 'strict'])
  expect(seen.holds).toEqual([{ root: seen.root, dueAt: 1 }])
})

test('with 5,000 waiting one more is saved in under 100 ms, and the oldest go first', async ({ openScreen }) => {
  const page = await openPage(openScreen)
  const result = await page.evaluate(async () => {
    const outbox = await window.openOne()
    const first = window.makeEntry('浙A00001')
    await outbox.save(first)
    for (let batch = 0; batch < 50; batch += 1) {
      await Promise.all(Array.from({ length: 100 }, () => outbox.save(window.makeEntry('浙E8M5J6'))))
    }
    const times: number[] = []
    for (let one = 0; one < 20; one += 1) {
      const from = performance.now()
      await outbox.save(window.makeEntry('浙E8M5J6'))
      times.push(performance.now() - from)
    }
    const from = performance.now()
    const next = await window.nextEntries(outbox)
    const nextMs = performance.now() - from
    const seqs = next.map(({ seq }) => seq ?? 0)
    return { times, nextMs, first: next[0]?.id === first.id, seqs, tally: await outbox.tally() }
  })
  expect(result.tally.waiting).toBe(5_021)
  expect(result.first).toBe(true)
  expect(result.seqs).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  const [fastest = Number.NaN, ...others] = [...result.times].sort((a, b) => a - b)
  process.stdout.write(
    `    save with 5,000 waiting: fastest ${fastest.toFixed(1)} ms, median ${others[9]?.toFixed(1)} ms; next 50: ${result.nextMs.toFixed(1)} ms\n`,
  )
  // What waits makes each of them slow, or none; a disk that is busy with other things does not make all of them slow.
  expect(fastest).toBeLessThan(100)
})

test('the same entry twice is one, and each verdict does its own', async ({ openScreen }) => {
  const page = await openPage(openScreen)
  const result = await page.evaluate(async () => {
    const outbox = await window.openOne()
    const entries = ['浙A00001', '浙A00002', '浙A00003', '浙A00004'].map(window.makeEntry)
    const [stored, wrong, clash, late] = entries
    if (!stored || !wrong || !clash || !late) throw new Error('four were made')
    for (const entry of [...entries, stored]) await outbox.save(entry)
    const correction = { ...window.makeEntry('浙A00009'), amends: clash.id }
    await outbox.save(correction)
    await outbox.settle(
      [
        { id: stored.id, kind: 'acknowledged' },
        { id: wrong.id, kind: 'to-correct', errors: [{ path: '/headcount', code: 'range', message: 'x' }] },
        { id: clash.id, kind: 'renewed' },
        { id: late.id, kind: 'deferred', errors: [] },
      ],
      'epoch-1',
      Date.now(),
    )
    const next = await window.nextEntries(outbox)
    const renewed = next.find(({ vehicle }) => vehicle?.plate === '浙A00003')
    const tally = await outbox.tally()
    const refused = await outbox.toCorrect()
    await outbox.mend({ ...wrong, headcount: 2 })
    const mended = (await window.nextEntries(outbox)).find(({ id }) => id === wrong.id)
    const again = await outbox.offerAgain('epoch-2', false)
    return {
      plates: next.map(({ vehicle }) => vehicle?.plate),
      newId: renewed !== undefined && renewed.id !== clash.id,
      sameSeq: renewed?.seq,
      amends: next.find(({ id }) => id === correction.id)?.amends === renewed?.id,
      tally: { waiting: tally.waiting, toCorrect: tally.toCorrect },
      code: refused[0]?.mark.errors?.[0]?.code,
      mended: [mended?.headcount, mended?.seq],
      again,
      after: await outbox.tally(),
    }
  })
  expect(result.plates, 'the deferred one does not stand in the way').toEqual(['浙A00003', '浙A00009'])
  expect(result.newId).toBe(true)
  expect(result.sameSeq).toBe(3)
  expect(result.amends, 'a correction follows its root to the new id').toBe(true)
  expect(result.tally).toEqual({ waiting: 3, toCorrect: 1 })
  expect(result.code).toBe('range')
  expect(result.mended).toEqual([2, 2])
  expect(result.again, 'another epoch: offered again').toBe(1)
  expect(result.after.waiting).toBe(5)
})

test('a connection that the browser closed is opened once more, and nothing is lost', async ({ openScreen }) => {
  const page = await openPage(openScreen)
  const waiting = await page.evaluate(async () => {
    const open = indexedDB.open.bind(indexedDB)
    const connections: IDBDatabase[] = []
    indexedDB.open = (name, version) => {
      const request = open(name, version)
      request.addEventListener('success', () => connections.push(request.result))
      return request
    }
    const outbox = await window.openOne()
    await outbox.save(window.makeEntry('浙E8M5J6'))
    for (const connection of connections) connection.close()
    await outbox.save(window.makeEntry('浙E8M5J7'))
    return { waiting: (await outbox.tally()).waiting, connections: connections.length }
  })
  expect(waiting).toEqual({ waiting: 2, connections: 2 })
})

test('an old page does not stand in the way of a newer one that upgrades the store', async ({ openScreen }) => {
  const page = await openPage(openScreen)
  const upgraded = await page.evaluate(async () => {
    const outbox = await window.openOne()
    await outbox.save(window.makeEntry('浙E8M5J6'))
    return await new Promise<string>((resolve) => {
      const request = indexedDB.open('outbox-test', 99)
      request.onblocked = () => resolve('blocked')
      request.onsuccess = () => {
        resolve('upgraded')
        request.result.close()
      }
    })
  })
  expect(upgraded).toBe('upgraded')
})

test('full storage is said, nothing is half saved, and with room again the same entry is saved', async ({
  openScreen,
}) => {
  const page = await openPage(openScreen)
  const browser = await page.context().newCDPSession(page)
  const origin = new URL(page.url()).origin
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 200_000 })
  // The browser looks at the quota now and then only, so it takes some entries until it says no.
  const filled = await page.evaluate(async () => {
    const outbox = await window.openOne()
    for (let saved = 0; saved < 3_000; saved += 1) {
      const big = { ...window.makeEntry('浙E8M5J7'), note: '长'.repeat(2_000) }
      const outcome = await outbox.save(big).then(
        () => 'saved',
        (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
      )
      if (outcome !== 'saved') {
        const { waiting } = await outbox.tally()
        return { outcome, saved, waiting, half: (await outbox.recent(1))[0]?.entry.id === big.id, big }
      }
    }
    return null
  })
  expect(filled?.outcome).toBe('OutboxFull')
  expect(filled?.waiting, 'those before it are all there').toBe(filled?.saved)
  expect(filled?.half, 'and nothing of it').toBe(false)
  await browser.send('Storage.overrideQuotaForOrigin', { origin })
  const waiting = await page.evaluate(async (big) => {
    const outbox = await window.openOne()
    if (big) await outbox.save(big)
    return (await outbox.tally()).waiting
  }, filled?.big)
  expect(waiting).toBe((filled?.saved ?? 0) + 1)
})

test('what was acknowledged is kept until it is old, and those who wait for a recheck longer', async ({
  openScreen,
}) => {
  const page = await openPage(openScreen)
  const left = await page.evaluate(async () => {
    const outbox = await window.openOne()
    const [old, held] = ['浙A00001', '浙A00002'].map(window.makeEntry)
    if (!old || !held) throw new Error('two were made')
    await outbox.save(old)
    await outbox.save(held, { hold: { dueAt: Date.now() } })
    const now = Date.now()
    await outbox.settle(
      [
        { id: old.id, kind: 'acknowledged' },
        { id: held.id, kind: 'acknowledged' },
      ],
      'epoch-1',
      now,
    )
    await outbox.forget(now - 1)
    const before = (await outbox.recent(10)).length
    await outbox.forget(now + 1)
    return { before, after: (await outbox.recent(10)).map(({ entry }) => entry.vehicle?.plate) }
  })
  expect(left).toEqual({ before: 2, after: ['浙A00002'] })
})

test('a tablet of the release before, with what waits on it, goes on with this one', async ({ openScreen }) => {
  const page = await openPage(openScreen)
  const result = await page.evaluate(async () => {
    // The store as release 0.1.0 made it, version 1, with one entry that waits.
    const entry = window.makeEntry('浙E8M5J6')
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const plain = new TextEncoder().encode(JSON.stringify(entry))
    const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain)
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open('outbox-test', 1)
      request.onupgradeneeded = () => {
        const db = request.result
        for (const name of ['keys', 'facts']) db.createObjectStore(name)
        db.createObjectStore('sealed', { keyPath: 'id' })
        const queue = db.createObjectStore('queue', { keyPath: 'id' })
        queue.createIndex('by-state', ['state', 'seq'])
        queue.createIndex('by-seq', 'seq')
        db.createObjectStore('holds', { keyPath: 'root' })
        db.createObjectStore('drafts', { keyPath: 'tab' })
      }
      request.onerror = () => reject(request.error)
      request.onsuccess = () => {
        const tx = request.result.transaction(['keys', 'facts', 'sealed', 'queue'], 'readwrite')
        tx.objectStore('keys').put(key, 'seal')
        tx.objectStore('facts').put(1, 'seq')
        tx.objectStore('sealed').put({ id: entry.id, iv, box })
        const mark = { id: entry.id, kind: 'entry', seq: 1, state: 'waiting', root: entry.id, savedAt: 1, stateAt: 1 }
        tx.objectStore('queue').put(mark)
        tx.oncomplete = () => {
          request.result.close()
          resolve()
        }
      }
    })
    const outbox = await window.openOne()
    const waiting = await window.nextEntries(outbox)
    const mark = await outbox.save(window.makeEntry('浙E8M5J7'))
    return { plates: waiting.map(({ vehicle }) => vehicle?.plate), seq: mark.seq }
  })
  expect(result).toEqual({ plates: ['浙E8M5J6'], seq: 2 })
})

test('a refused entry that is given up is changed, voided and no longer held in one transaction', async ({
  openScreen,
}) => {
  const page = await openPage(openScreen)
  const seen = await page.evaluate(async () => {
    const outbox = await window.openOne()
    const [wrong, other] = ['浙A00001', '浙A00002'].map(window.makeEntry)
    if (!wrong || !other) throw new Error('two were made')
    await outbox.save(wrong, { hold: { dueAt: 1 } })
    await outbox.save(other)
    const left = { ...wrong, note: 'left' }
    const voiding = { ...left, id: window.outboxModule.newId(), amends: left.id, void: { reason: 'mistake' } }
    const early = await outbox.giveUp(left, voiding).then(
      () => 'done',
      () => 'refused',
    )
    await outbox.settle([{ id: wrong.id, kind: 'to-correct', errors: [] }], 'epoch-1', Date.now())
    const writes: { stores: string[]; durability: string }[] = []
    const begin = IDBDatabase.prototype.transaction
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      const tx = begin.call(this, stores, mode, options)
      if (mode === 'readwrite') writes.push({ stores: [...tx.objectStoreNames], durability: tx.durability })
      return tx
    }
    await outbox.giveUp(left, voiding)
    IDBDatabase.prototype.transaction = begin
    // Its id is another entry's: what voids it follows it to the new one.
    await outbox.settle([{ id: wrong.id, kind: 'renewed' }], 'epoch-1', Date.now())
    const next = await window.nextEntries(outbox)
    const { seq, id } = next.find(({ note, amends }) => note === 'left' && !amends) ?? {}
    const end = next.find((one) => one.void)
    return {
      early,
      writes,
      seqs: [seq, end?.seq],
      follows: id !== wrong.id && end?.amends === id,
      holds: await outbox.holds(),
      tally: await outbox.tally(),
    }
  })
  expect(seen.early, 'what may be stored yet is corrected and voided as usual').toBe('refused')
  expect(seen.writes).toEqual([{ stores: ['facts', 'holds', 'queue', 'sealed'], durability: 'strict' }])
  expect(seen.seqs, 'in its own place, and behind the last').toEqual([1, 3])
  expect(seen.follows).toBe(true)
  expect(seen.holds).toEqual([])
  expect(seen.tally).toMatchObject({ waiting: 3, toCorrect: 0 })
})
