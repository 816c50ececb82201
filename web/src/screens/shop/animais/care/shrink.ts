/** What the API takes as it is. */
export const TAKEN = ["image/jpeg", "image/png", "image/webp"];
// The longest side that is kept; more of it would only cost the shop's network.
const LONGEST = 1600;
const QUALITY = 0.88;

/** As what an image is sent: other pictures go as a JPEG too, since the API looks inside and says what to do. */
export function mediaTypeOf(type: string): string {
  const isPicture = type === "" || (type.startsWith("image/") && !TAKEN.includes(type));
  return isPicture ? "image/jpeg" : type;
}

/** How much a picture is made smaller. */
export function scaleOf(width: number, height: number): number {
  return Math.min(1, LONGEST / Math.max(width, height, 1));
}

/** The photo at the size that is kept, as JPEG where that helps; what the browser cannot read goes as it is. */
export async function shrink(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return file;
  const scale = scaleOf(bitmap.width, bitmap.height);
  if (scale === 1 && TAKEN.includes(file.type)) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const pen = canvas.getContext("2d");
  if (pen === null) return file;
  // JPEG knows no transparency; without a ground it would be black.
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  return smaller ?? file;
}
