import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { animal } from "@/messages/animal";
import { shop } from "@/messages/shop";
import { TutoresScreen } from "@/screens/shop/tutores/TutoresScreen";

export default screen(TutoresScreen, { texts: [shop, animal], frame: inShopFrame });
