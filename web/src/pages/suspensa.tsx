import { screen } from "@/base/screen";
import { inPublicFrame } from "@/frames/PublicFrame";
import { publicPages } from "@/messages/public";
import { Suspended } from "@/screens/public/Suspended";

export default screen(Suspended, { texts: [publicPages], frame: inPublicFrame });
