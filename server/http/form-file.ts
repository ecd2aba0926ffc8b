import { OperatorError } from '../../db/operator-error'
import { done, type Outcome, refuse } from '../outcome'

/** The file of a form (multipart/form-data) as `read` reads it; a file that is none says so by its name. */
export const formFile = async <T>(
  body: Uint8Array,
  contentType: string | undefined,
  read: (name: string, bytes: Buffer) => Promise<T>,
): Promise<Outcome<{ name: string; rows: T }>> => {
  const form = await new Response(Buffer.from(body), { headers: { 'Content-Type': contentType ?? '' } })
    .formData()
    .catch(() => null)
  const file = form?.get('file')
  if (!(file instanceof File)) return refuse('invalid', 'Send a form (multipart/form-data) with the file.')
  try {
    return done({ name: file.name, rows: await read(file.name, Buffer.from(await file.arrayBuffer())) })
  } catch (error) {
    if (error instanceof OperatorError) return refuse('invalid', error.message)
    throw error
  }
}
