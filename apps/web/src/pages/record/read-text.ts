/** UTF-8 where it is valid UTF-8, else GB18030: what Excel writes in China. */
export async function readText(file: Blob): Promise<string> {
  const octets = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return new TextDecoder('gb18030').decode(octets);
  }
}
