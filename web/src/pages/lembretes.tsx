import { screen } from "@/base/screen";
import { inPublicFrame } from "@/frames/PublicFrame";
import { reminders } from "@/messages/reminders";
import { Reminders } from "@/screens/public/reminders/Reminders";

export default screen(Reminders, { texts: [reminders], frame: inPublicFrame });
