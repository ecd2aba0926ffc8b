import * as z from 'zod'
import { done, refuse } from '../../outcome'
import type { ImportJob, ImportUpload } from '../../roads/import-job'
import { type Route, route } from '../route'
import { asPerson } from './checkpoints'

/** A road file of a province, with its boundary and places. */
const MAX_UPLOAD_BYTES = 512 * 1024 * 1024

export const roadRoutes = (job: ImportJob): Route[] => [
  route({
    method: 'POST',
    path: '/roads',
    summary: 'Imports a road network: a form with the files roads, boundary and, where known, places',
    access: { roles: ['admin'] },
    rawBodyBytes: MAX_UPLOAD_BYTES,
    body: z.instanceof(Uint8Array),
    handle: async ({ actor, body, request }) => {
      const upload = await readUpload(body, String(request.headers['content-type'] ?? ''))
      if (typeof upload === 'string') return refuse('invalid', upload)
      const begun = await job.begin(asPerson(actor), upload)
      return begun.ok ? done({ status: 202, json: job.state }) : begun
    },
  }),
  route({
    method: 'GET',
    path: '/roads/import',
    summary: 'How the import stands',
    access: { roles: ['admin'] },
    handle: async () => done({ json: job.state }),
  }),
  route({
    method: 'DELETE',
    path: '/roads/import',
    summary: 'Cancels the import that runs; the old network stays',
    access: { roles: ['admin'] },
    handle: async ({ actor }) => {
      const cancelled = await job.cancel(asPerson(actor))
      return cancelled.ok ? done({ json: job.state }) : cancelled
    },
  }),
]

/** The files of a multipart form; what is wrong with it otherwise. */
const readUpload = async (body: Uint8Array, contentType: string): Promise<ImportUpload | string> => {
  if (!contentType.startsWith('multipart/form-data'))
    return 'Send a form (multipart/form-data) with roads and boundary.'
  let form: FormData
  try {
    form = await new Response(Buffer.from(body), { headers: { 'Content-Type': contentType } }).formData()
  } catch {
    return 'The form can not be read.'
  }
  const [roads, boundary, places] = ['roads', 'boundary', 'places'].map((name) => form.get(name))
  if (!(roads instanceof File) || !(boundary instanceof File)) return 'The form must hold the files roads and boundary.'
  return {
    name: roads.name,
    roads: await bytesOf(roads),
    boundary: await bytesOf(boundary),
    places: places instanceof File && places.size > 0 ? await bytesOf(places) : null,
  }
}

const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer())
