import { screen } from "@/base/screen";
import { inPublicFrame } from "@/frames/PublicFrame";
import { showcase } from "@/messages/showcase";
import { Showcase } from "@/screens/showcase/Showcase";

export default screen(Showcase, { texts: [showcase], frame: inPublicFrame });
