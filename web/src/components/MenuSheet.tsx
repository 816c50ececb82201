import { Menu as Base } from "@base-ui/react/menu";
import type { MenuProps } from "./Menu";

/** The menu itself, open from the beginning; its script is fetched by `Menu`. */
export function MenuSheet({ trigger, top, entries }: MenuProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={8} align="end" className="z-50">
          <Base.Popup className="min-w-52 animate-rise rounded-lg border border-line bg-raised p-1.5 shadow-far">
            {top}
            {entries.map(({ label, icon, onClick }) => (
              <Base.Item
                key={label}
                className="flex min-h-11 w-full cursor-pointer items-center gap-3 rounded-md px-3 py-2 text-left outline-none data-[highlighted]:bg-brand-tint data-[highlighted]:text-brand-strong"
                onClick={onClick}
              >
                {icon}
                {label}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
