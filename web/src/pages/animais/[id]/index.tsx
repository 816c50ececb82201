import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { animal } from "@/messages/animal";
import { shop } from "@/messages/shop";
import { AnimalScreen } from "@/screens/shop/animais/AnimalScreen";

export default screen(AnimalScreen, { texts: [shop, animal], frame: inShopFrame });
