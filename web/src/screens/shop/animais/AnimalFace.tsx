import { useEffect, useRef, useState } from "react";
import { AnimalAvatar } from "./AnimalAvatar";
import { PhotoImage } from "./care/PhotoImage";

/** The animal's photo, small and round; its kind where there is none. Asked for once it comes into sight. */
export function AnimalFace({
  animalId,
  nome,
  especie,
  photoId,
}: {
  animalId: number;
  nome: string;
  especie: string | null;
  photoId: number | null;
}) {
  const place = useRef<HTMLSpanElement>(null);
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element || photoId === null || isSeen) return undefined;
    const watch = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setIsSeen(true);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [photoId, isSeen]);
  return (
    <span ref={place} className="size-11 shrink-0">
      {photoId !== null && isSeen ? (
        <PhotoImage
          animalId={animalId}
          photoId={photoId}
          alt=""
          className="size-11 overflow-hidden rounded-full object-cover text-transparent"
        />
      ) : (
        <AnimalAvatar nome={nome} especie={especie} />
      )}
    </span>
  );
}
