// Tags as a form holds them: one text, a line each.

const LONGEST = 30;
const MOST = 20;

export function tagsOf(text: string): string[] {
  return text.split("\n").filter(Boolean);
}

export function textOfTags(tags: readonly string[]): string {
  return tags.join("\n");
}

/** With one more, as it was typed; one that is there already in other letters stays as it is. */
export function withTag(text: string, typed: string): string {
  const tag = typed.trim().replace(/\s+/g, " ").slice(0, LONGEST);
  const tags = tagsOf(text);
  if (tag === "" || tags.length >= MOST || hasTag(text, tag)) return text;
  return textOfTags([...tags, tag]);
}

export function withoutTag(text: string, tag: string): string {
  return textOfTags(tagsOf(text).filter((each) => fold(each) !== fold(tag)));
}

export function hasTag(text: string, tag: string): boolean {
  return tagsOf(text).some((each) => fold(each) === fold(tag));
}

function fold(tag: string): string {
  return tag.toLowerCase();
}
