import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { animal } from "@/messages/animal";
import { shop } from "@/messages/shop";
import { TutorScreen } from "@/screens/shop/tutores/TutorScreen";

export default screen(TutorScreen, { texts: [shop, animal], frame: inShopFrame });
