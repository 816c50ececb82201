import { createElement } from "react";
import { Avatar } from "@/components/Avatar";
import { iconOf } from "./species";

/** The animal's kind as a picture, on a colour that is its own. */
export function AnimalAvatar({ nome, especie, size }: { nome: string; especie: string | null; size?: "md" | "lg" }) {
  return (
    <Avatar name={nome} {...(size && { size })}>
      {createElement(iconOf(especie))}
    </Avatar>
  );
}
