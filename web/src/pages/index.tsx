import { screen } from "@/base/screen";
import { inPublicFrame } from "@/frames/PublicFrame";
import { landing } from "@/messages/landing";
import { offer } from "@/messages/offer";
import { Landing } from "@/screens/public/landing/Landing";

export default screen(Landing, { texts: [landing, offer], frame: inPublicFrame });
