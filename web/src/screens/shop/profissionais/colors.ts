/** The colours of a person's column: each stands out from paper and from the dark alike (`colors.test.ts`). */
export const COLORS = [
  { hex: "#14866d", name: "green" },
  { hex: "#2f7fc1", name: "blue" },
  { hex: "#8561c5", name: "violet" },
  { hex: "#c9538f", name: "pink" },
  { hex: "#cf4f43", name: "red" },
  { hex: "#c06a14", name: "orange" },
  { hex: "#7f8424", name: "olive" },
  { hex: "#7a7f87", name: "grey" },
] as const;

/** The catalogue's name of a colour; null for one of another's making. */
export function colorName(hex: string): (typeof COLORS)[number]["name"] | null {
  return COLORS.find((color) => color.hex === hex)?.name ?? null;
}
